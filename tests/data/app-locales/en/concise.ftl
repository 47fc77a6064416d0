### Message files of an application, for tests/fallback: `CatalogBuilder::overlay_embedded` reads them.
###
### Locale: en
### Phrasing: concise

status-404 = We can't find that order.
