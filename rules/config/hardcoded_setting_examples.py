from flasklint.rule import Good, Bad
EXAMPLES: tuple[Good | Bad, ...] = ()
