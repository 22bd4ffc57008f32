"""A disaster's first 72 hours: sectors and worksites, who searches where when, and what people need."""
