"""Codings of many articles become events, situations and commitments; articles become stories.

Pure functions over records: no database is needed. `memory` runs them over a project file.
"""
