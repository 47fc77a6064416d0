### Message files of an application, for tests/fallback: `CatalogBuilder::overlay_embedded` reads them.
###
### Locale: qaa
### Phrasing: shop

status-404 = Commande introuvable.
