import { render } from "preact";
import { App } from "./app";
import { registerWorker } from "./offline/install";
import "./style.css";
import "./work.css";

const place = document.getElementById("console");
if (place) render(<App />, place);
void registerWorker();
