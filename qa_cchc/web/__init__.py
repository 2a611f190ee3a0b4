"""The web interface: a Gradio page for questions and answers, and the pages of the reports behind each citation."""
