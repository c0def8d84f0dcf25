import type { Language } from '../core/actor.ts'
import type { RefusalCode, RefusalParams, ViolationCode } from '../core/errors.ts'

type Texts = { readonly [L in Language]: string }

/** Texts of what is wrong with one value; `{name}` is filled from the violation's parameters. `docs/api/errors.md` shows them. */
export const VIOLATION_TEXTS: { readonly [Code in ViolationCode]: Texts } = {
  FieldMissing: { en: 'This field is missing.', ru: 'Отсутствует обязательное поле.' },
  NothingToChange: {
    en: 'At least one of these parameters is needed: {names}.',
    ru: 'Нужен хотя бы один из параметров: {names}.',
  },
  InvalidType: {
    en: 'This value should be of type {type}.',
    ru: 'Тип значения должен быть {type}.',
  },
  NotSupportedChoice: {
    en: 'The value you selected is not a valid choice.',
    ru: 'Выбранное значение недопустимо.',
  },
  NotBlank: { en: 'This value should not be blank.', ru: 'Значение не должно быть пустым.' },
  TooLong: {
    en: 'This value is too long. It should have {limit} characters or less.',
    ru: 'Значение слишком длинное: допустимо не более {limit} символов.',
  },
  TooManyDigits: {
    en: 'This value should be written with {limit} digits or less.',
    ru: 'Значение должно быть записано не более чем {limit} цифрами.',
  },
  TooFewItems: {
    en: 'This collection should contain at least {limit} element(s).',
    ru: 'В списке должно быть не менее {limit} элементов.',
  },
  TooManyItems: {
    en: 'This collection should contain {limit} element(s) or less.',
    ru: 'В списке должно быть не более {limit} элементов.',
  },
  TooDeep: {
    en: 'This value is nested deeper than {limit} levels.',
    ru: 'Вложенность значения больше {limit} уровней.',
  },
  OutOfRange: {
    en: 'This value should be between {min} and {max}.',
    ru: 'Значение должно быть от {min} до {max}.',
  },
  InvalidFormat: { en: 'This value is not valid.', ru: 'Значение недопустимо.' },
  InvalidDate: {
    en: 'This value should be Unix seconds, a day such as 2026-05-01 or a time such as 2026-05-01T10:00:00+03:00.',
    ru: 'Значение должно быть Unix-временем в секундах, днём вида 2026-05-01 или временем вида 2026-05-01T10:00:00+03:00.',
  },
  InvalidCharacters: {
    en: 'This value contains a NUL character or an unpaired surrogate.',
    ru: 'Значение содержит символ NUL или непарный суррогат.',
  },
  Duplicate: {
    en: 'This value occurs more than once in the request.',
    ru: 'Значение встречается в запросе более одного раза.',
  },
  StaleVersion: {
    en: 'It has changed since this version; the version now is {version}. Read it again.',
    ru: 'Объект изменился после этой версии; сейчас версия {version}. Прочитайте его заново.',
  },
  ReadOnly: { en: 'This value cannot be changed.', ru: 'Это значение нельзя изменить.' },
  TotalTooLarge: {
    en: 'The total of the purchases would exceed {max}.',
    ru: 'Сумма покупок превысила бы {max}.',
  },
  OtherMinorUnits: {
    en: 'The account has amounts in {present} with {digits} decimal digits, and {wanted} has {wanted_digits}. Choose a currency with {digits}, or make another account for {wanted}.',
    ru: 'В аккаунте есть суммы в {present} с числом десятичных знаков {digits}, а у {wanted} их {wanted_digits}. Выберите валюту с числом знаков {digits} или заведите для {wanted} другой аккаунт.',
  },
  UnknownParameter: { en: 'This parameter is not known.', ru: 'Неизвестный параметр.' },
  BrokenCursor: {
    en: 'This cursor cannot be read. Follow the link to the next page as it is, or begin without a cursor.',
    ru: 'Курсор не читается. Перейдите по ссылке на следующую страницу без изменений или начните без курсора.',
  },
  ForeignCursor: {
    en: 'This cursor belongs to another list, or to other filters or another order. Begin without a cursor.',
    ru: 'Курсор относится к другому списку, другим фильтрам или другому порядку. Начните без курсора.',
  },
  Circle: {
    en: 'These segments would ask for each other: {segments}. Leave out one of these conditions.',
    ru: 'Эти сегменты спрашивали бы друг о друге: {segments}. Уберите одно из этих условий.',
  },
}

type Refusal = Texts & { readonly status: number; readonly title: string }

/** Status, title and detail of every refusal. The details that clients look for are quoted from answers of the live service. */
export const REFUSALS: { readonly [Code in RefusalCode]: Refusal } = {
  empty_body: {
    status: 400,
    title: 'Bad Request',
    en: 'Request data can not be empty',
    ru: 'Данные запроса не могут быть пустыми',
  },
  broken_json: {
    status: 400,
    title: 'Bad Request',
    en: 'Request body is not valid JSON',
    ru: 'Тело запроса не является корректным JSON',
  },
  broken_gzip: {
    status: 400,
    title: 'Bad Request',
    en: 'Request body is not valid gzip, as its Content-Encoding says',
    ru: 'Тело запроса не является корректным gzip, как указано в Content-Encoding',
  },
  too_deep: {
    status: 400,
    title: 'Bad Request',
    en: 'Request body is nested deeper than {limit} levels',
    ru: 'Вложенность тела запроса превышает {limit} уровней',
  },
  too_many_values: {
    status: 413,
    title: 'Payload Too Large',
    en: 'Request body has more than {limit} values. Send several smaller ones',
    ru: 'В теле запроса больше {limit} значений. Отправьте его несколькими частями',
  },
  bad_request: { status: 400, title: 'Bad Request', en: '{reason}', ru: '{reason}' },
  customers_off: { status: 400, title: 'Bad Request', en: 'Error 426.', ru: 'Код ошибки 426.' },
  transactions_off: {
    status: 404,
    title: 'Not Found',
    en: 'Transactions not found',
    ru: 'Transactions not found',
  },
  customers_disabled: {
    status: 422,
    title: 'Unprocessable Entity',
    en: 'Customers disabled',
    ru: 'Customers disabled',
  },
  periodicity_needed: {
    status: 422,
    title: 'Unprocessable Entity',
    en: 'The mode "periodicity" of customers is not enabled',
    ru: 'Режим покупателей "periodicity" не включён',
  },
  segments_needed: {
    status: 422,
    title: 'Unprocessable Entity',
    en: 'The mode "segments" of customers is not enabled',
    ru: 'Режим покупателей "segments" не включён',
  },
  customers_not_in_plan: {
    status: 402,
    title: 'Payment Required',
    en: 'Payment required',
    ru: 'Payment required',
  },
  unauthorized: {
    status: 401,
    title: 'Unauthorized',
    en: 'Invalid user name or password',
    ru: 'Неверный логин или пароль',
  },
  forbidden: {
    status: 403,
    title: 'Forbidden',
    en: 'Insufficient rights to call this method',
    ru: 'Недостаточно прав для вызова данного метода',
  },
  not_found: { status: 404, title: 'Not Found', en: 'Entity not found', ru: 'Сущность не найдена' },
  no_route: { status: 404, title: 'Not Found', en: 'Cannot {method} {url}', ru: 'Cannot {method} {url}' },
  batch_too_large: {
    status: 422,
    title: 'Unprocessable Entity',
    en: 'Limit {limit} per page',
    ru: 'Limit {limit} per page',
  },
  stage_limit: {
    status: 422,
    title: 'Unprocessable Entity',
    en: 'No more than {limit} stages, system stages included',
    ru: 'Не более {limit} статусов, включая системные',
  },
  segment_limit: {
    status: 422,
    title: 'Unprocessable Entity',
    en: 'No more than {limit} segments',
    ru: 'Не более {limit} сегментов',
  },
  segment_field_limit: {
    status: 422,
    title: 'Unprocessable Entity',
    en: 'No more than {limit} custom fields of segments',
    ru: 'Не более {limit} дополнительных полей у сегментов',
  },
  view_limit: {
    status: 422,
    title: 'Unprocessable Entity',
    en: 'No more than {limit} views of one user',
    ru: 'Не более {limit} представлений у одного пользователя',
  },
  shared_view_limit: {
    status: 422,
    title: 'Unprocessable Entity',
    en: 'No more than {limit} shared views',
    ru: 'Не более {limit} общих представлений',
  },
  bulk_limit: {
    status: 429,
    title: 'Too Many Requests',
    en: 'No more than {limit} bulk changes of an account can wait; try again when one of them has ended',
    ru: 'Не более {limit} массовых изменений аккаунта могут ожидать; повторите, когда одно из них завершится',
  },
  bulk_under_way: {
    status: 409,
    title: 'Conflict',
    en: 'This bulk change is still under way; it can be taken back once it has ended',
    ru: 'Это массовое изменение ещё выполняется; его можно отменить после завершения',
  },
  bulk_undone: {
    status: 409,
    title: 'Conflict',
    en: 'The bulk change {id} takes this one back already',
    ru: 'Это изменение уже отменяет массовое изменение {id}',
  },
  bulk_is_undo: {
    status: 409,
    title: 'Conflict',
    en: 'This bulk change takes another one back; make the change again instead',
    ru: 'Это массовое изменение отменяет другое; вместо отмены повторите исходное изменение',
  },
  system_stage: {
    status: 400,
    title: 'Bad Request',
    en: 'A system stage cannot be deleted',
    ru: 'Системный статус нельзя удалить',
  },
  restore_too_late: {
    status: 404,
    title: 'Not Found',
    en: 'There is no deleted customer with this id that can be restored',
    ru: 'Нет удалённого покупателя с таким ID, которого можно восстановить',
  },
  used_by_rules: {
    status: 409,
    title: 'Conflict',
    en: 'Rules use it: {rules}. With force=1 it is deleted nevertheless',
    ru: 'Используется в правилах: {rules}. С force=1 будет удалено всё равно',
  },
  used_by_rules_v4: {
    status: 400,
    title: 'Bad Request',
    en: 'Rules use it: {rules}. With force=1 it is deleted nevertheless',
    ru: 'Используется в правилах: {rules}. С force=1 будет удалено всё равно',
  },
  used_by_rules_kept: {
    status: 409,
    title: 'Conflict',
    en: 'Rules that stay use what would be deleted: {rules}',
    ru: 'Удаляемое используется в остающихся правилах: {rules}',
  },
  broken_yaml: {
    status: 400,
    title: 'Bad Request',
    en: 'Request body is not valid YAML: {reason}',
    ru: 'Тело запроса не является корректным YAML: {reason}',
  },
  key_reused: {
    status: 409,
    title: 'Conflict',
    en: 'This Idempotency-Key was used with another request',
    ru: 'Этот Idempotency-Key уже использован с другим запросом',
  },
  stale_version: {
    status: 412,
    title: 'Precondition Failed',
    en: 'It has changed since the version in If-Match',
    ru: 'Объект изменился после версии, указанной в If-Match',
  },
  body_too_large: {
    status: 413,
    title: 'Payload Too Large',
    en: 'Request body is larger than {limit} bytes',
    ru: 'Тело запроса больше {limit} байт',
  },
  unsupported_media_type: {
    status: 415,
    title: 'Unsupported Media Type',
    en: 'Content-Type should be application/json',
    ru: 'Content-Type должен быть application/json',
  },
  unsupported_encoding: {
    status: 415,
    title: 'Unsupported Media Type',
    en: 'Content-Encoding should be gzip, or absent',
    ru: 'Content-Encoding должен быть gzip или отсутствовать',
  },
  too_many_requests: {
    status: 429,
    title: 'Too Many Requests',
    en: 'Too many requests',
    ru: 'Слишком много запросов',
  },
  internal: {
    status: 500,
    title: 'Internal Server Error',
    en: 'Something went wrong on the server; the request changed nothing',
    ru: 'Ошибка на сервере; запрос ничего не изменил',
  },
  busy: {
    status: 503,
    title: 'Service Unavailable',
    en: 'The account is busy with a large change; try again',
    ru: 'Аккаунт занят большим изменением; повторите запрос',
  },
  too_slow: {
    status: 503,
    title: 'Service Unavailable',
    en: 'The answer took the database longer than {limit} seconds; ask for less, or try again',
    ru: 'Ответ занял у базы данных больше {limit} секунд; упростите запрос или повторите его',
  },
  database_away: {
    status: 503,
    title: 'Service Unavailable',
    en: 'The database cannot be reached; try again',
    ru: 'База данных недоступна; повторите запрос',
  },
  upgrading: {
    status: 503,
    title: 'Service Unavailable',
    en: 'Customers are being evaluated after an upgrade; try again',
    ru: 'После обновления покупатели проверяются заново; повторите запрос',
  },
}

/** The text of a template in a language, its `{names}` filled in. */
export function fill(texts: Texts, language: Language, params: RefusalParams = {}): string {
  return texts[language].replace(/\{(\w+)\}/g, (whole, name: string) => {
    const param = params[name] ?? whole
    return typeof param === 'object' ? param[language] : String(param)
  })
}
