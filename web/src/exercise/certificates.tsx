// Certificates of the courses that an exercise is part of, for the facilitator to give.
import { useState } from "preact/hooks";
import { api, taken } from "../api";
import { Ltr, SendForm, Table } from "../ui";
import { useWords } from "../words";
import type { Plan } from "./use-exercise";

export function Certificates({ plan }: { plan: Plan }) {
  const { t } = useWords();
  const [ref, setRef] = useState("");
  if (!plan.courses.length) return null;
  return (
    <section>
      <h2>{t("exercise-certificates")}</h2>
      <p>{t("exercise-certificates-when")}</p>
      {ref && (
        <p class="message" role="status">
          {t("exercise-certified", { ref })}
        </p>
      )}
      <Table
        label={t("exercise-certificates")}
        heads={[t("exercise-course"), t("exercise-certify")]}
      >
        {plan.courses.map((each) => (
          <tr key={each.course}>
            <th scope="row">
              <Ltr>{each.course}</Ltr>
            </th>
            <td>
              {each.lacks.length > 0 ? (
                t("exercise-lacks", { names: each.lacks.join(" · ") })
              ) : (
                <Certify course={each.course} done={setRef} />
              )}
            </td>
          </tr>
        ))}
      </Table>
    </section>
  );
}

function Certify({ course, done }: { course: string; done: (ref: string) => void }) {
  const { t } = useWords();
  const send = async ({ unit = "", holders = "", expires = "" }) => {
    const body = { unit, course, holders: Number(holders), expires: expires || null };
    const given = await taken(api.POST("/api/v1/exercise/certificates", { body }));
    done(given.ref);
  };
  return (
    <SendForm class="row" button={t("exercise-certify")} send={send}>
      <label>
        {t("exercise-unit")} <input name="unit" maxLength={80} required />
      </label>
      <label>
        {t("exercise-holders")} <input name="holders" type="number" min={1} max={100000} required />
      </label>
      <label>
        {t("exercise-expires")} <input name="expires" type="date" />
      </label>
    </SendForm>
  );
}
