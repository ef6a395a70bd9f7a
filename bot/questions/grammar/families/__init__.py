"""The families of questions, each with its rules, their semantics, and examples."""
