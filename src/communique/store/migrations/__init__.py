"""Steps from one schema of the project file to the next, run by alembic."""
