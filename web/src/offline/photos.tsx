// The photos of a draft: kept on this device by their SHA-256 until the server has every one.
import { useEffect, useState } from "preact/hooks";
import { Foreign, Ltr } from "../ui";
import { useWords } from "../words";
import { digestOf } from "./canonical";
import { getFile, type NamedFile, putFile } from "./database";
import { worksOffline } from "./install";

const BYTES_MAX = 10_000_000;
const FILES_MAX = 20;

export function Photos({
  files,
  missing = [],
  change,
}: {
  files: NamedFile[];
  missing?: string[];
  change: (files: NamedFile[]) => Promise<void>;
}) {
  const { t } = useWords();
  const [refused, setRefused] = useState<string[]>([]);
  if (!worksOffline()) return <p class="quiet">{t("photos-insecure")}</p>;
  const add = async (chosen: File[]) => {
    const tooLarge = chosen.filter((each) => each.size > BYTES_MAX || !each.size);
    const taken = [...files];
    for (const file of chosen.filter((each) => !tooLarge.includes(each))) {
      const bytes = await file.arrayBuffer();
      const digest = await digestOf(bytes);
      await putFile(digest, bytes);
      if (!taken.some((each) => each.digest === digest) && taken.length < FILES_MAX) {
        taken.push({ digest, size: file.size, media_type: file.type, name: file.name });
      }
    }
    setRefused(tooLarge.map((each) => each.name));
    await change(taken);
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
              onClick={() => change(files.filter((one) => one !== each))}
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
            void add([...(input.files ?? [])]).then(() => {
              input.value = "";
            });
          }}
        />
      </label>
      {refused.map((name) => (
        <p key={name} class="message bad" role="alert">
          <Foreign text={name} /> {t("file-too-large")}
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
