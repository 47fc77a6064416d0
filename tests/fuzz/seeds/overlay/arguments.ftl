status-404 = { $a }, { $b ->
    [0] none
    [1] one
    [one] one more
   *[other] { $b } of { $c }
}
    .reason = { $c ->
   *[one] { $seconds }
}
