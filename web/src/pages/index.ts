// The registry of pages. A new page is one file in this folder and one line here.
import type { ComponentType } from "preact";
import type { Action } from "../api";
import { Agreement } from "./agreement";
import { Audit } from "./audit";
import { Contributors } from "./contributors";
import { Exchange } from "./exchange";
import { ExercisePage } from "./exercise";
import { HandoverPage } from "./handover";
import { MapPage } from "./map";
import { Outlook } from "./outlook";
import { Own } from "./own";
import { People } from "./people";
import { Places } from "./places";
import { Projects } from "./projects";
import { Reports } from "./reports";
import { Respond } from "./respond";
import { Returns } from "./returns";
import { Share } from "./share";
import { Tasks } from "./tasks";
import { Threats } from "./threats";
import { Unsent } from "./unsent";
import { Watch } from "./watch";
import { Weapons } from "./weapons";

export interface Page {
  /** Its part of the address, and its message `page-NAME`. */
  name: string;
  view: ComponentType<{ rest: string; query: URLSearchParams }>;
  /** Shown to whoever may do one of these; empty: to everybody who is signed in. */
  actions: Action[];
  /** Shown in a live exercise alone. */
  inExercise?: true;
}

export const PAGES: Page[] = [
  { name: "exercise", view: ExercisePage, actions: ["read"], inExercise: true },
  { name: "watch", view: Watch, actions: ["read"] },
  { name: "map", view: MapPage, actions: ["read"] },
  { name: "outlook", view: Outlook, actions: ["read"] },
  { name: "respond", view: Respond, actions: ["read"] },
  { name: "tasks", view: Tasks, actions: ["read"] },
  { name: "agreement", view: Agreement, actions: ["read finding"] },
  { name: "reports", view: Reports, actions: ["read", "submit"] },
  { name: "contributors", view: Contributors, actions: ["read"] },
  { name: "places", view: Places, actions: ["read"] },
  { name: "returns", view: Returns, actions: ["read"] },
  { name: "weapons", view: Weapons, actions: ["read"] },
  { name: "projects", view: Projects, actions: ["read"] },
  { name: "share", view: Share, actions: ["preview sharing"] },
  { name: "threats", view: Threats, actions: ["read"] },
  { name: "handover", view: HandoverPage, actions: ["keep watch"] },
  { name: "exchange", view: Exchange, actions: ["read"] },
  { name: "audit", view: Audit, actions: ["read access", "read account events"] },
  { name: "people", view: People, actions: ["read accounts"] },
  { name: "unsent", view: Unsent, actions: ["submit"] },
  { name: "own", view: Own, actions: [] },
];
