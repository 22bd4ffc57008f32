// The photos of a draft: kept on this device by their SHA-256 until the server has every one.
import { useEffect, useState } from "preact/hooks";
import { Foreign, Ltr } from "../ui";
import { useWords } from "../words";
import { digestOf } from "./canonical";
import { getFile, keepTogether, type NamedFile, putFile } from "./database";
import { worksOffline } from "./install";

const BYTES_MAX = 10_000_000;
const FILES_MAX = 20;

/**
 * `change` is given what becomes of the files that the draft has by then: several photos may be on their way in.
 * `begin` is told of each work that must be done before the report is sent.
 */
export function Photos({
  files,
  missing = [],
  change,
  begin,
}: {
  files: NamedFile[];
  missing?: string[];
  change: (next: (kept: NamedFile[]) => NamedFile[]) => Promise<void>;
  begin: (work: Promise<void>) => void;
}) {
  const { t } = useWords();
  const [refused, setRefused] = useState<string[]>([]);
  const [count, setCount] = useState(0);
  if (!worksOffline()) return <p class="quiet">{t("photos-insecure")}</p>;
  const add = async (chosen: File[]) => {
    setRefused([]);
    for (const file of chosen) {
      if (file.size > BYTES_MAX || !file.size) refuse(`${file.name} ${t("file-too-large")}`);
      else await addOne(file);
    }
  };
  const refuse = (words: string) => setRefused((before) => [...before, words]);
  const addOne = (file: File) =>
    keepTogether(async () => {
      const bytes = await file.arrayBuffer();
      const digest = await digestOf(bytes);
      await putFile(digest, bytes);
      const named = { digest, size: file.size, media_type: file.type, name: file.name };
      await change((kept) => {
        if (kept.some((each) => each.digest === digest)) return kept;
        if (kept.length < FILES_MAX) return [...kept, named];
        refuse(`${file.name} ${t("file-too-many")}`);
        return kept;
      });
    });
  const work = (chosen: File[]) => {
    setCount((before) => before + 1);
    begin(add(chosen).finally(() => setCount((before) => before - 1)));
  };
  return (
    <fieldset class="photos">
      <legend>{t("photos")}</legend>
      <ul>
        {files.map((each) => (
          <li key={each.digest}>
            <Thumbnail file={each} />
            <span>
              <Foreign text={each.name} /> <Ltr>{Math.ceil(each.size / 1000)} kB</Ltr>
              {missing.includes(each.digest) && <strong class="waits"> {t("file-missing")}</strong>}
            </span>
            <button
              type="button"
              aria-label={`${t("remove")} ${each.name}`}
              onClick={() => change((kept) => kept.filter((one) => one.digest !== each.digest))}
            >
              {t("remove")}
            </button>
          </li>
        ))}
      </ul>
      <label class="labelled">
        <span>{t("add-photos")}</span>
        <input
          type="file"
          accept="image/*"
          multiple
          onChange={(event) => {
            const input = event.currentTarget;
            work([...(input.files ?? [])]);
            input.value = ""; // so that the same photo can be chosen again
          }}
        />
      </label>
      {count > 0 && <p role="status">{t("photos-coming")}</p>}
      {refused.map((words) => (
        <p key={words} class="message bad" role="alert">
          <bdi>{words}</bdi>
        </p>
      ))}
    </fieldset>
  );
}

function Thumbnail({ file }: { file: NamedFile }) {
  const [address, setAddress] = useState("");
  useEffect(() => {
    let made = "";
    void getFile(file.digest).then((bytes) => {
      if (!bytes) return;
      made = URL.createObjectURL(new Blob([bytes], { type: file.media_type }));
      setAddress(made);
    });
    return () => URL.revokeObjectURL(made);
  }, [file.digest]);
  return address ? <img src={address} alt="" width={64} height={64} /> : null;
}
