"""The command `episode`, and `<episode-player>` for sites that are built with Python: see `episode_player.markdown`."""
