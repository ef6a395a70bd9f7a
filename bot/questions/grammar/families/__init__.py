"""The families of questions, each with its rules, what they mean, and examples."""
