// The files of a report, where it is read: those that have come in, and those that are missing.
import { api, type LedgerRecord, taken } from "../api";
import { Ltr, useLoaded } from "../ui";
import { useWords } from "../words";

export function Attached({ record }: { record: LedgerRecord }) {
  const { t } = useWords();
  const body = record.body as { source?: string; ref?: string };
  const { source = "", ref = "" } = body;
  const loaded = useLoaded(async () => {
    if (!source || !ref) return [];
    const query = { report_kind: record.kind, report_ref: ref, source };
    return (await taken(api.GET("/api/v1/attachments", { params: { query } }))).attachments;
  }, [record.id]);
  const files = loaded.value ?? [];
  if (!files.length) return null;
  const missing = files.filter((each) => !each.here).length;
  return (
    <section>
      <h3>{t("photos")}</h3>
      {missing > 0 && <p class="message bad">{t("attachments-missing", { count: missing })}</p>}
      <ul class="photos">
        {files.map((each) => (
          <li key={each.digest}>
            {each.here && each.media_type.startsWith("image/") && (
              <a href={`/api/v1/attachments/${each.digest}`} target="_blank" rel="noreferrer">
                <img
                  src={`/api/v1/attachments/${each.digest}`}
                  alt={`${t("photo")} ${each.digest.slice(0, 8)}`}
                  loading="lazy"
                  width={160}
                />
              </a>
            )}
            <Ltr code>{each.digest.slice(0, 16)}</Ltr> <Ltr>{Math.ceil(each.size / 1000)} kB</Ltr>
            {!each.here && <strong class="waits"> {t("file-missing")}</strong>}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What a record says of the device that sent it. The server checked the signature, and an audit does again. */
export function SentBy({ record }: { record: LedgerRecord }) {
  const { t } = useWords();
  const { device } = record.body as { device?: { key?: string } };
  if (!device?.key) return null;
  return (
    <p>
      {t("signed-by-device")} <Ltr code>{device.key.slice(0, 16)}</Ltr>
    </p>
  );
}
