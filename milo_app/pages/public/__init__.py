"""What candidates see. Nothing here may reach recruiter state; the bundle stays small."""
