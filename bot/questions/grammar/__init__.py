"""The grammar: rules and their semantics."""
