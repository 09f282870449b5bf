"""The firm's rules: one file per family, each rule with what it tells the solver, what it checks and how it speaks."""
