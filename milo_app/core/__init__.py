"""What every layer may use and what knows nothing of Milo's business: settings, database, work, events, time, ids."""
