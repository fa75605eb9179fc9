# From the pages in episodes/ to public/: the data of each episode, and its text in a page of the same name.
set -e
episode import episodes/ -o public/episodes/
for source in episodes/*.md; do
  name=$(basename "$source" .md)
  episode export "public/episodes/$name.json" --to html --player episode-player/episode-player.js --into "public/$name.html"
done
rm -rf public/episode-player
cp -r node_modules/episode-player/static public/episode-player
