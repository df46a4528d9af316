"""The public API, version 2: reading interviewers, candidates and results with a key. Described in docs/api.md."""
