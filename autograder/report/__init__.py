"""Writers: each turns the result model into one format, and none of them reaches into grading or into the store.

What several writers share stands in `words` (fixed labels in both languages), `escape` (text from students made safe
to show), `summary` (what matters most in a result), `cells` (small tensors) and `view` (what HTML and Markdown say
about an attempt). `site.write_site` writes the site of a class, `pages.write_pages` one assignment of it; templates and
styles are in `templates/`. What is computed for them and holds no text stands by itself: `items`, `regrade`,
`submissions`.
"""
