// One finding: what was agreed, what was reported, what is missing, and what the parties say.
import { useState } from "preact/hooks";
import { addressOf } from "./address";
import { api, type Explanation, type Finding, taken } from "./api";
import { may, nameIn, useHere } from "./mission";
import { explanationOf, History } from "./pages/agreement";
import { Agreed } from "./shown";
import {
  Foreign,
  Labelled,
  Ltr,
  Marking,
  Moment,
  RecordLink,
  SendForm,
  Show,
  Table,
  useLoaded,
} from "./ui";
import { useWords } from "./words";

interface Times {
  at: string;
  as_of: string;
  simulated: boolean;
}

/** The address of the evidence: a zip file that is checked offline. */
function evidenceOf(finding: string, times: Times): string {
  const query = new URLSearchParams({ at: times.at, as_of: times.as_of });
  query.set("simulated", String(times.simulated));
  return `/api/v1/findings/${finding}/evidence?${query}`;
}

export function Why({ finding, all, times }: { finding: Finding; all: Finding[]; times: Times }) {
  const { t, language } = useWords();
  const loaded = useLoaded(
    () => explanationOf(finding.id, { ...times, lang: language }),
    [finding.id, language, ...Object.values(times)],
  );
  return (
    <article class={finding.simulated ? "finding exercise" : "finding"}>
      <p class="buttons">
        <a class="button" href={addressOf("agreement")}>
          {t("all-findings")}
        </a>
        <History finding={finding} all={all} />
      </p>
      <h2>
        <span class={`verdict ${finding.verdict}`}>{t(finding.verdict)}</span>{" "}
        <Marking tlp={finding.tlp} /> <Ltr code>{finding.id}</Ltr>
        {finding.simulated && <span class="tag simulated">{t("simulated")}</span>}
      </h2>
      <p>
        <a class="button" href={evidenceOf(finding.id, times)} download>
          {t("download-evidence")}
        </a>{" "}
        <span class="quiet">{t("evidence-words")}</span>
      </p>
      <Show loaded={loaded}>{(words) => <Words words={words} finding={finding} />}</Show>
      <Answers finding={finding} times={times} />
    </article>
  );
}

function Words({ words, finding }: { words: Explanation; finding: Finding }) {
  const { t } = useWords();
  const list = (heading: string, sentences: string[], lang = words.language) =>
    sentences.length > 0 && (
      <section>
        <h3>{heading}</h3>
        <ul>
          {sentences.map((each) => (
            <li key={each}>
              <Foreign text={each} lang={lang} />
            </li>
          ))}
        </ul>
      </section>
    );
  return (
    <>
      <p class="lead">
        <Foreign text={words.sentence} lang={words.language} />
      </p>
      <section>
        <h3>{t("agreed")}</h3>
        <blockquote>
          <Agreed text={words.words} />
        </blockquote>
        <p class="quiet">
          <Agreed text={words.article} /> · <Agreed text={words.agreement} /> ·{" "}
          <Agreed text={words.source} />
        </p>
        <dl>
          <dt>{t("measured")}</dt>
          <dd>
            <Foreign text={words.measured} lang={words.language} />
          </dd>
          {words.allowed && (
            <>
              <dt>{t("allowed")}</dt>
              <dd>
                <Foreign text={words.allowed} lang={words.language} />
              </dd>
            </>
          )}
          <dt>{t("judged-from")}</dt>
          <dd>
            <Moment utc={finding.from} />
          </dd>
          <dt>{t("judged-until")}</dt>
          <dd>
            <Moment utc={finding.until} />
          </dd>
        </dl>
      </section>
      {list(t("because"), words.because)}
      {list(t("settle"), words.settle)}
      {list(t("settled"), words.settled ?? [])}
      {list(t("retracted-reports"), words.retracted ?? [])}
      <section>
        <h3>{t("evidence")}</h3>
        {finding.withheld > 0 && (
          <p class="message">{t("withheld", { count: finding.withheld })}</p>
        )}
        {!words.evidence.length && <p class="quiet">{t("no-evidence")}</p>}
        {words.evidence.length > 0 && (
          <Table
            label={t("evidence")}
            heads={[
              t("record"),
              t("decides"),
              t("when"),
              t("where"),
              t("who"),
              t("what"),
              t("source"),
              t("proof"),
            ]}
          >
            {words.evidence.map((each) => (
              <tr key={each.record}>
                <td>
                  <RecordLink id={each.record} />
                  {each.corrected && <span class="tag corrected">{t("corrected")}</span>}
                </td>
                <td>{each.decides ? t("decides-yes") : t("decides-no")}</td>
                <td>
                  <Foreign text={each.when} lang={words.language} />
                </td>
                <td>
                  <Foreign text={each.where} />
                </td>
                <td>
                  <Foreign text={each.who} />
                </td>
                <td>
                  <Foreign text={each.what} lang={words.language} />
                </td>
                <td>
                  <Foreign text={each.source} /> <Ltr>{each.admiralty}</Ltr>
                </td>
                <td>
                  <a
                    href={`/api/v1/records/${each.record}/proof`}
                    download={`proof-${each.record.slice(0, 12)}.json`}
                  >
                    {t("download")}
                  </a>
                </td>
              </tr>
            ))}
          </Table>
        )}
      </section>
      {list(t("waivers"), words.waivers)}
      {list(t("unverified"), words.unverified)}
    </>
  );
}

function Answers({ finding, times }: { finding: Finding; times: Times }) {
  const { t } = useWords();
  const { session, mission } = useHere();
  const [sent, setSent] = useState<string[]>([]);
  const mine = may(session, "answer") && session.party === finding.party;
  return (
    <section>
      <h3>{t("answers")}</h3>
      {!finding.answers.length && !sent.length && <p class="quiet">{t("no-answers")}</p>}
      {finding.answers.map((each) => (
        <p key={each.record} class="answer">
          <b>
            <Agreed text={nameIn(mission.actors, each.party)} />
          </b>{" "}
          {t(`stance-${each.stance}`)} (<Moment utc={each.recorded_at} />
          ): <Foreign text={each.text} /> <RecordLink id={each.record} />
        </p>
      ))}
      {sent.map((id) => (
        <p key={id} class="message good" role="status">
          {t("answer-recorded")} <RecordLink id={id} />
        </p>
      ))}
      {mine && (
        <SendForm
          button={t("answer")}
          send={async ({ stance, text = "" }) => {
            const params = { path: { finding: finding.id }, query: times };
            const body = { stance: stance as "acknowledge" | "dispute" | "explain", text };
            const made = await taken(
              api.POST("/api/v1/findings/{finding}/answers", { params, body }),
            );
            setSent([...sent, made.id]);
          }}
        >
          <Labelled label={t("stance")}>
            <select name="stance">
              {["acknowledge", "dispute", "explain"].map((each) => (
                <option key={each} value={each}>
                  {t(`stance-${each}`)}
                </option>
              ))}
            </select>
          </Labelled>
          <Labelled label={t("answer-text")}>
            <textarea name="text" dir="auto" required maxLength={4000} rows={4} />
          </Labelled>
        </SendForm>
      )}
    </section>
  );
}
