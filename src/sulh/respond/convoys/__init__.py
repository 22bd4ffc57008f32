"""Relief convoys: what is needed where, what lies in depots, and which vehicle takes what, when."""
