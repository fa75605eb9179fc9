# From the pages in episodes/ to public/: the data of each episode, and its text in a page of the same name.
set -e
site=https://example.org # the address of your site
player=episode-player/episode-player.js
episode import episodes/ -o public/episodes/
for source in episodes/*.md; do
  name=$(basename "$source" .md)
  page="public/$name.html"
  episode export "public/episodes/$name.json" --to html --url "$site/$name.html" --player "$player" --into "$page"
done
rm -rf public/episode-player
cp -r node_modules/episode-player/static public/episode-player
