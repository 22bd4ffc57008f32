"""Threat intelligence: STIX 2.1 objects in collections, served by TAXII 2.1, made of reports and MISP."""
