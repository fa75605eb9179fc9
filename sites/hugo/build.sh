# The site, the data of each episode, and the text of each into its page, which has the shortcode.
set -e
hugo --quiet
episode import episodes/ -o public/episodes/
for source in episodes/*.md; do
  name=$(basename "$source" .md)
  page="public/podcast/$name/index.html"
  episode export "public/episodes/$name.json" --to html --url "https://example.org/podcast/$name/" --into "$page"
done
rm -rf public/episode-player
cp -r node_modules/episode-player/static public/episode-player
