### An application's own texts, for tests/fallback.rs: what `CatalogBuilder::embed` reads.
###
### Locale: qaa
### Phrasing: shop

status-404 = Commande introuvable.
