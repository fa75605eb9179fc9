# The site, the data of each episode, and the text of each into its page, which has the shortcode.
set -e
site=https://example.org # the address of your site
hugo
episode import episodes/ -o public/episodes/
for source in episodes/*.md; do
  name=$(basename "$source" .md)
  page="public/podcast/$name/index.html"
  if [ ! -f "$page" ]; then
    echo "warning: Hugo built no $page for $source: write content/podcast/$name.md, with 'draft: false'" >&2
    continue
  fi
  episode export "public/episodes/$name.json" --to html --url "$site/podcast/$name/" --into "$page"
done
rm -rf public/episode-player
cp -r node_modules/episode-player/static public/episode-player
