// The frame around every page: sign in, navigation by role, language, night, both times.
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { DutyPage } from "./account/duty";
import { addressOf, addressWith, followLinks, go, useAddress } from "./address";
import { api, onSessionEnd, type Schemas, type Session, setCsrf, taken } from "./api";
import { ExerciseBand } from "./exercise/band";
import { keepFocus } from "./focus";
import { type Here, HereContext, languageIn, may, useHere } from "./mission";
import { LineBar } from "./offline/bar";
import { leave as endSession, finishLeaving } from "./offline/install";
import { serve, useQueue } from "./offline/queue";
import { PAGES, type Page } from "./pages";
import { SignIn } from "./sign-in";
import { Failure, Foreign, Labelled, Ltr, Moment, SendForm } from "./ui";
import { firstLanguage, LANGUAGES, type Language, load, type Words, WordsContext } from "./words";

type Welcome = Schemas["WelcomeOut"];

async function hereOf(session: Session): Promise<Here> {
  const language = document.documentElement.lang;
  const [mission, forms] = await Promise.all([
    taken(api.GET("/api/v1/mission")),
    taken(api.GET("/api/v1/forms")),
  ]);
  return { language, session, mission, forms: forms.forms };
}

export function App() {
  const [words, setWords] = useState<Words | null>(null);
  const [welcome, setWelcome] = useState<Welcome | null>(null);
  const [here, setHere] = useState<Here | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const [ready, setReady] = useState(false);
  const [limited, setLimited] = useState<Session | null>(null);
  const [ended, setEnded] = useState(false);
  useEffect(() => onSessionEnd(() => setEnded(true)), []);
  const choose = (language: Language) => load(language).then(setWords, setError);
  const enter = async (session: Session) => {
    setCsrf(session.csrf);
    // Another account sees nothing of what the one before had on the page.
    if (here && here.session.account !== session.account) location.reload();
    setLimited(session.duty ? session : null);
    if (session.duty) return;
    setEnded(false);
    const now = await hereOf(session);
    serve(now);
    setHere(now);
  };
  const left = () => {
    serve(null);
    setEnded(false);
    setHere(null);
    setLimited(null);
  };
  useEffect(() => {
    choose(firstLanguage());
    finishLeaving()
      .then(async (open) => {
        const answer = await taken(api.GET("/api/v1/welcome"));
        return open ? { ...answer, session: null } : answer;
      })
      .then((answer) => {
        setWelcome(answer);
        return answer.session && enter(answer.session);
      })
      .catch(setError)
      .finally(() => setReady(true));
  }, []);
  useEffect(() => {
    // The names of the mission follow the language; without a line those stay that are there.
    if (!here || !words || here.language === words.language) return;
    hereOf(here.session).then(
      (now) => {
        serve(now);
        setHere(now);
      },
      () => undefined,
    );
  }, [words, here]);
  if (!words) return null;
  return (
    <WordsContext.Provider value={words}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: links inside do the work */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: Enter on a link is a click */}
      <div onClick={followLinks}>
        {here ? (
          <HereContext.Provider value={here}>
            <Frame words={words} here={here} choose={choose} leave={left}>
              {ended && welcome && (
                <section class="message bad ended">
                  <p role="alert">{words.t("session-ended-words")}</p>
                  <SignIn welcome={welcome} enter={enter} again />
                </section>
              )}
            </Frame>
          </HereContext.Provider>
        ) : (
          <>
            <header>
              <div class="mission">
                <strong>
                  <Foreign text={welcome?.mission ?? "Sulh"} lang="en" />
                </strong>
              </div>
              <Choices words={words} choose={choose} />
            </header>
            <main id="main" class="narrow">
              {error && <Failure error={error} />}
              {limited && (
                <DutyPage
                  key={limited.duty}
                  session={limited}
                  enter={enter}
                  leave={() => endSession(limited.csrf).then(left)}
                />
              )}
              {ready && welcome && !limited && <SignIn welcome={welcome} enter={enter} />}
            </main>
          </>
        )}
      </div>
    </WordsContext.Provider>
  );
}

function Frame(props: {
  words: Words;
  here: Here;
  choose: (language: Language) => void;
  leave: () => void;
  children: ComponentChildren;
}) {
  const { t } = props.words;
  const { session, mission } = props.here;
  const address = useAddress();
  const pages = PAGES.filter((page) => shown(page, session, mission.exercise));
  const page = pages.find((each) => each.name === address.page);
  const simulated = address.query.get("simulated") === "true";
  useEffect(() => {
    if (!address.page && pages[0]) go(addressOf(pages[0].name), true);
    if (mission.exercise && !simulated) go(addressWith({ simulated: "true" }), true);
    document.title = `${page ? `${t(`page-${page.name}`)} · ` : ""}${mission.title} · Sulh`;
  });
  const links = useRef<HTMLElement>(null);
  useEffect(() => {
    // On a telephone the pages are one line: the current one is moved into it, and the page itself stays.
    const here = links.current?.querySelector<HTMLElement>("[aria-current]");
    if (!here || !links.current) return;
    const [line, link] = [links.current.getBoundingClientRect(), here.getBoundingClientRect()];
    links.current.scrollLeft += link.left + link.width / 2 - (line.left + line.width / 2);
  }, [page, props.words]);
  const main = useRef<HTMLElement>(null);
  useEffect(() => (main.current ? keepFocus(main.current) : undefined), []);
  const unsent = useQueue().drafts.filter((each) => each.state !== "sent").length;
  const leave = async () => {
    if (unsent && !confirm(t("leave-unsent", { count: unsent }))) return;
    await endSession(session.csrf);
    props.leave();
  };
  return (
    <div class={simulated ? "frame exercise" : "frame"}>
      <a class="skip" href="#main">
        {t("skip")}
      </a>
      <header>
        <div class="mission">
          <strong>
            <Foreign text={mission.title} lang={languageIn(props.here, mission.title)} />
          </strong>{" "}
          <span class="quiet">{t("at-site", { site: mission.site })}</span>
        </div>
        <nav ref={links} aria-label={t("pages")}>
          {pages.map((each) => (
            <a
              key={each.name}
              href={addressOf(each.name)}
              aria-current={each === page ? "page" : undefined}
            >
              {t(`page-${each.name}`)}
            </a>
          ))}
        </nav>
        <Choices words={props.words} choose={props.choose} />
        <div class="who">
          <span>
            <Foreign text={session.name} />
            {t("comma")}
            {t(`role-${session.role.replace(" ", "-")}`)}
            {session.party && (
              <>
                {" · "}
                <Foreign text={session.party} lang="en" />
              </>
            )}
          </span>
          <button type="button" onClick={leave}>
            {t("sign-out")}
          </button>
        </div>
      </header>
      <LineBar />
      {props.children}
      {simulated && <ExerciseBand />}
      <main id="main" ref={main} tabIndex={-1}>
        {page ? (
          <>
            <h1>{t(`page-${page.name}`)}</h1>
            <Times query={address.query} words={props.words} />
            <page.view rest={address.rest} query={address.query} key={page.name} />
          </>
        ) : (
          address.page && <p class="message bad">{t("no-page")}</p>
        )}
      </main>
    </div>
  );
}

const shown = (page: Page, session: Session, exercise: boolean): boolean =>
  (exercise || !page.inExercise) &&
  (!page.actions.length || page.actions.some((action) => may(session, action)));

/** The two times in the head of each page, and whether the exercise is shown. */
function Times({ query, words }: { query: URLSearchParams; words: Words }) {
  const { t } = words;
  const { mission } = useHere();
  const simulated = query.get("simulated") === "true";
  const [printed, setPrinted] = useState(() => new Date().toISOString());
  useEffect(() => {
    const note = () => setPrinted(new Date().toISOString());
    addEventListener("beforeprint", note);
    return () => removeEventListener("beforeprint", note);
  }, []);
  const time = (name: string) =>
    query.get(name) ? <Ltr>{query.get(name)}</Ltr> : <Moment utc={printed} />;
  return (
    <>
      {/* On paper both times are said: what was shown, and what was known. */}
      <p class="paper">
        {t("at")}: {time("at")} · {t("as-of")}: {time("as_of")}
      </p>
      <div class="times">
        <SendForm
          key={query.toString()}
          class="row"
          button={t("show")}
          send={async (fields) =>
            go(addressWith({ at: fields.at ?? "", as_of: fields.as_of ?? "", before: "" }))
          }
        >
          <Labelled label={t("at")}>
            <input
              name="at"
              dir="ltr"
              defaultValue={query.get("at") ?? ""}
              placeholder={t("now")}
              maxLength={40}
            />
          </Labelled>
          <Labelled label={t("as-of")}>
            <input
              name="as_of"
              dir="ltr"
              defaultValue={query.get("as_of") ?? ""}
              placeholder={t("now")}
              maxLength={40}
            />
          </Labelled>
        </SendForm>
        {!mission.exercise && (
          <button
            type="button"
            aria-pressed={simulated}
            onClick={() => go(addressWith({ simulated: simulated ? "" : "true", before: "" }))}
          >
            {t("exercise")}
          </button>
        )}
      </div>
    </>
  );
}

const NIGHT = "sulh-night";

/** Language and night mode: kept on this device. */
function Choices({ words, choose }: { words: Words; choose: (language: Language) => void }) {
  const { t, language } = words;
  const [night, setNight] = useState(localStorage.getItem(NIGHT) ?? "");
  useEffect(() => {
    localStorage.setItem(NIGHT, night);
    document.documentElement.dataset.theme = night;
  }, [night]);
  return (
    <div class="choices">
      <select
        aria-label={t("language")}
        value={language}
        onChange={(event) => choose(event.currentTarget.value as Language)}
      >
        {Object.entries(LANGUAGES).map(([code, name]) => (
          <option key={code} value={code} lang={code}>
            {name}
          </option>
        ))}
      </select>
      <select
        aria-label={t("light")}
        value={night}
        onChange={(event) => setNight(event.currentTarget.value)}
      >
        <option value="">{t("light-auto")}</option>
        <option value="day">{t("light-day")}</option>
        <option value="night">{t("light-night")}</option>
      </select>
    </div>
  );
}
