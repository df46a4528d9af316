"""The built-in composer, interlocutor and wording hints: templates and rules, no AI, no network."""
