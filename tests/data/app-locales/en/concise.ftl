### An application's own texts, for tests/fallback.rs: what `CatalogBuilder::embed` reads.
###
### Locale: en
### Phrasing: concise

status-404 = We can't find that order.
