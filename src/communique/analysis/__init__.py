"""What can be read off a project: timelines, tension, change points, whether a claim is in the file.

Works on records, whoever coded them; a claim is read by a coder that is handed in.
"""
