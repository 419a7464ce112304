import { productName } from '../../shared/base/words/product.ts';
import { Radio, RadioGroup, Field } from '@fluentui/react-components';
import { useState } from 'react';
import { textSizes, themes } from '../../shared/ipc/calls.ts';
import type { About, Settings } from '../../shared/ipc/state.ts';
import { settingsTexts as texts } from '../report/texts.ts';
import { useAppState } from '../app/store.ts';
import { useCall } from '../app/use-call.ts';
import { DataTable } from '../common/data-table.tsx';
import { Facts } from '../common/facts.tsx';
import { ProblemNotice } from '../common/problem-notice.tsx';
import { Screen } from '../common/screen.tsx';
import { Section } from '../common/section.tsx';
import type { Column } from '../common/table-model.ts';

/** Theme and text size; version, licences, logs. */
export function SettingsScreen() {
  const saved = useAppState((state) => state.settings);
  const [chosen, setChosen] = useState<Settings>();
  const { call, problem, dismiss } = useCall();
  // A choice shows at once; one that could not be saved shows what holds instead.
  const settings = chosen ?? saved;
  const save = async (changed: Partial<Settings>) => {
    const wanted = { ...settings, ...changed };
    setChosen(wanted);
    if ((await call('saveSettings', wanted)) === undefined) setChosen(undefined);
  };
  return (
    <Screen title={texts.title}>
      <Section heading={texts.settings}>
        <Field label={texts.theme}>
          <RadioGroup layout="horizontal" value={settings.theme}>
            {themes.map((theme) => (
              <Radio key={theme} value={theme} label={texts.themes[theme]} onChange={() => void save({ theme })} />
            ))}
          </RadioGroup>
        </Field>
        <Field label={texts.textSize}>
          <RadioGroup layout="horizontal" value={String(settings.textSize)}>
            {textSizes.map((textSize) => (
              <Radio
                key={textSize}
                value={String(textSize)}
                label={texts.percent(textSize)}
                onChange={() => void save({ textSize })}
              />
            ))}
          </RadioGroup>
        </Field>
        {problem === undefined ? null : <ProblemNotice problem={problem} onDismiss={dismiss} />}
      </Section>
      <AboutView />
    </Screen>
  );
}

type Licence = About['licences'][number];

const licenceColumns: readonly Column<Licence>[] = [
  { id: 'name', header: texts.licenceColumns.name, text: ({ name }) => name, share: 2 },
  { id: 'version', header: texts.licenceColumns.version, text: ({ version }) => version },
  { id: 'licence', header: texts.licenceColumns.licence, text: ({ licence }) => licence },
];

function AboutView() {
  const { version, host, operator, machine, logs, licences } = useAppState(({ about }) => about);
  return (
    <Section heading={texts.about}>
      <Facts
        facts={[
          [productName, `${texts.version} ${version}`],
          [texts.host.name, texts.host[host]],
          [texts.operator, <bdi>{operator}</bdi>],
          [texts.machine, <bdi>{machine}</bdi>],
          [texts.logs, logs === null ? texts.noLogs : <bdi>{logs}</bdi>],
        ]}
      />
      <p>{texts.noNetwork}</p>
      <Section level={3} heading={texts.licences}>
        <DataTable title={texts.licences} rows={licences} columns={licenceColumns} singular={texts.component} />
      </Section>
    </Section>
  );
}
