-brand = Acme
    .gender = f
status-404 = { -brand.gender ->
   *[f] La { -brand }
    [m] Le { "\u00A0\U01F600" }
}

### End
