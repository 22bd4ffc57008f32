// Bring in a file of reports. Reports from elsewhere are asked about before any enters.
import { useState } from "preact/hooks";
import { ApiError, api, type Schemas, taken } from "./api";
import { Labelled, Ltr, Said, SendForm } from "./ui";
import { useWords } from "./words";

type Result = Schemas["ImportOut"];
type Choice = "ask" | "enter" | "left-out";
interface Upload {
  name: string;
  content: string;
  source: string;
  simulated: boolean;
}

const send = (upload: Upload, foreign: Choice): Promise<Result> =>
  taken(
    api.POST("/api/v1/reports/file", {
      params: {
        query: { name: upload.name, source: upload.source, simulated: upload.simulated, foreign },
      },
      body: upload.content,
      bodySerializer: (body) => body,
      headers: { "content-type": "text/csv" },
    }),
  );

export function UploadReports() {
  const { t } = useWords();
  const [asked, setAsked] = useState<{ upload: Upload; words: string } | null>(null);
  const [result, setResult] = useState<Result | null>(null);
  const [failure, setFailure] = useState("");
  const [file, setFile] = useState<File | null>(null);
  const [busy, setBusy] = useState(false);
  const tell = async (upload: Upload, foreign: Choice) => {
    setBusy(true);
    try {
      setResult(await send(upload, foreign));
      setAsked(null);
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 409) throw error;
      setAsked({ upload, words: error.message });
    } finally {
      setBusy(false);
    }
  };
  const answer = (foreign: Choice) => {
    setFailure("");
    if (asked) tell(asked.upload, foreign).catch((error: Error) => setFailure(error.message));
  };
  return (
    <details class="take-along take-in">
      <summary>{t("upload")}</summary>
      <p class="quiet">{t("upload-words")}</p>
      <SendForm
        button={t("upload-send")}
        send={async ({ source = "", simulated }) => {
          if (!file) return;
          setResult(null);
          setAsked(null);
          const content = await file.text();
          await tell({ name: file.name, content, source, simulated: simulated === "yes" }, "ask");
        }}
      >
        <Labelled label={t("upload-file")}>
          <input
            type="file"
            accept=".csv,text/csv"
            required
            onChange={(event) => setFile(event.currentTarget.files?.[0] ?? null)}
          />
        </Labelled>
        <Labelled label={t("upload-source")}>
          <input name="source" dir="auto" maxLength={200} />
        </Labelled>
        <Labelled label={t("upload-simulated")}>
          <input name="simulated" type="checkbox" value="yes" />
        </Labelled>
      </SendForm>
      {asked && (
        <div class="message" role="alert">
          <p>{t("upload-foreign")}</p>
          <p>
            <Said text={asked.words} />
          </p>
          <p class="buttons">
            <button type="button" disabled={busy} onClick={() => answer("enter")}>
              {t("upload-enter")}
            </button>
            <button type="button" disabled={busy} onClick={() => answer("left-out")}>
              {t("upload-leave-out")}
            </button>
            <button type="button" disabled={busy} onClick={() => setAsked(null)}>
              {t("upload-cancel")}
            </button>
          </p>
        </div>
      )}
      {failure && (
        <p class="message bad" role="alert">
          <Said text={failure} />
        </p>
      )}
      {result && <Came result={result} />}
    </details>
  );
}

function Came({ result }: { result: Result }) {
  const { t } = useWords();
  const counts = [
    [t("upload-entered"), result.entered],
    [t("upload-duplicates"), result.duplicates],
    [t("upload-conflicts"), result.conflicts],
    [t("upload-left-out"), result.left_out],
    [t("upload-rejected"), result.rejected],
  ] as const;
  return (
    <div class={result.rejected ? "message" : "message good"} role="status">
      <dl>
        {counts.map(([name, count]) => (
          <>
            <dt key={`${name} name`}>{name}</dt>
            <dd key={name}>
              <Ltr>{count}</Ltr>
            </dd>
          </>
        ))}
      </dl>
      {result.problems.length > 0 && (
        <ul>
          {result.problems.map((each) => (
            <li key={each}>
              <Said text={each} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
