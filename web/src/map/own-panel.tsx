// The user's own layers: taken from files of this device, kept in this browser, sent to nobody.
import { useEffect, useState } from "preact/hooks";
import { Foreign } from "../ui";
import { useWords } from "../words";
import type { LayerError, OwnLayer } from "./own-layers";

export function OwnPanel({ show }: { show: (layers: OwnLayer[]) => void }) {
  const { t } = useWords();
  const [layers, setLayers] = useState<OwnLayer[]>([]);
  const [problem, setProblem] = useState("");
  const own = () => import("./own-layers");
  const reload = () =>
    own()
      .then(({ keptLayers }) => keptLayers())
      .then((all) => {
        setLayers(all);
        show(all);
      })
      .catch((error) => setProblem(`${t("own-not-kept")} ${error}`));
  useEffect(() => {
    reload();
  }, [show]);
  const words = ({ id, seen }: LayerError): string =>
    ({
      "own-not-read": t("own-not-read", { seen }),
      "own-too-large": t("own-too-large", { seen }),
      "own-not-geojson": t("own-not-geojson", { seen }),
      "own-outside": t("own-outside", { seen }),
      "own-tiles": t("own-tiles", { seen }),
    })[id];
  const add = async (input: HTMLInputElement) => {
    setProblem("");
    const { keep, LayerError: Refused, readLayer } = await own();
    for (const file of input.files ?? [])
      try {
        await keep(await readLayer(file));
      } catch (error) {
        const why = error instanceof Refused ? words(error) : `${t("own-not-kept")} ${error}`;
        setProblem(`${file.name}: ${why}`);
      }
    input.value = "";
    await reload();
  };
  const change = (layer: OwnLayer) => own().then(({ keep }) => keep(layer).then(reload));
  const drop = (layer: OwnLayer) => own().then(({ forget }) => forget(layer.id).then(reload));
  return (
    <>
      {problem && (
        <p class="message bad" role="alert">
          <Foreign text={problem} />
        </p>
      )}
      <label class="labelled">
        <span>{t("own-add")}</span>
        <input
          type="file"
          multiple
          accept=".geojson,.json,.pmtiles"
          onChange={(event) => add(event.currentTarget)}
        />
      </label>
      <p class="quiet">{t("own-kept")}</p>
      <ul class="own-layers">
        {layers.map((each) => (
          <li key={each.id}>
            <label>
              <input
                type="checkbox"
                checked={each.shown}
                onChange={() => change({ ...each, shown: !each.shown })}
              />{" "}
              <Foreign text={each.name} />
            </label>{" "}
            <button type="button" onClick={() => drop(each)}>
              {t("own-remove")}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
