// Drives the simulator with Stripe's client for node. Arguments: host, port, file with deliveries. Prints one line of JSON: what the test checks.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import Stripe from 'stripe';

const [host, port, deliveriesFile] = process.argv.slice(2);
const options = {host, port: Number(port), protocol: 'http', maxNetworkRetries: 0, telemetry: false};
const stripe = new Stripe('sk_test_node123456789', options);

async function refused(promise, type, code) {
  const error = await promise.then(() => null, (e) => e);
  assert.ok(error, `expected ${type}`);
  assert.equal(error.type, type);
  if (code) assert.equal(error.code, code);
  return error;
}

// customers
const customer = await stripe.customers.create({email: 'ana+7@example.org', name: 'Ana', metadata: {'a&b': 'ü=1'}});
assert.equal((await stripe.customers.retrieve(customer.id)).metadata['a&b'], 'ü=1');
assert.equal((await stripe.customers.update(customer.id, {name: 'Ana B'})).name, 'Ana B');
const stub = await stripe.customers.create({});
assert.equal((await stripe.customers.del(stub.id)).deleted, true);

// payment intents and charges
const intent = await stripe.paymentIntents.create({
  amount: 25050, currency: 'gbp', customer: customer.id, payment_method: 'pm_card_visa', confirm: true,
  expand: ['latest_charge.balance_transaction'], metadata: {invoice_number: 'INV-7'},
});
assert.equal(intent.status, 'succeeded');
assert.equal(intent.latest_charge.balance_transaction.net, 24575);
assert.equal((await stripe.charges.retrieve(intent.latest_charge.id)).metadata.invoice_number, 'INV-7');
const held = await stripe.paymentIntents.create(
  {amount: 9000, currency: 'gbp', payment_method: 'pm_card_visa', capture_method: 'manual', confirm: true});
assert.equal(held.status, 'requires_capture');
assert.equal((await stripe.paymentIntents.capture(held.id, {amount_to_capture: 8000})).amount_received, 8000);
const open = await stripe.paymentIntents.create({amount: 100, currency: 'gbp'});
assert.equal((await stripe.paymentIntents.cancel(open.id)).status, 'canceled');
const declined = await refused(
  stripe.paymentIntents.create(
    {amount: 500, currency: 'gbp', payment_method: 'pm_card_visa_chargeDeclinedInsufficientFunds', confirm: true}),
  'StripeCardError', 'card_declined');
assert.equal(declined.decline_code, 'insufficient_funds');
assert.equal(declined.payment_intent.status, 'requires_payment_method');

// refunds
const refund = await stripe.refunds.create({payment_intent: intent.id, amount: 1000});
assert.equal(refund.status, 'succeeded');
await refused(stripe.refunds.create({payment_intent: intent.id, amount: 99999}), 'StripeInvalidRequestError', 'amount_too_large');

// disputes
const contested = await stripe.paymentIntents.create(
  {amount: 3000, currency: 'gbp', payment_method: 'pm_card_createDispute', confirm: true});
const disputes = await stripe.disputes.list({payment_intent: contested.id});
assert.equal(disputes.data.length, 1);
assert.equal(disputes.data[0].balance_transactions[0].net, -4500);
const answered = await stripe.disputes.update(
  disputes.data[0].id, {evidence: {uncategorized_text: 'winning_evidence'}, submit: true});
assert.equal(answered.status, 'under_review');
assert.equal((await stripe.disputes.close(disputes.data[0].id)).status, 'lost');

// rows, by auto-paging in small pages, newest first
const seen = [];
for await (const row of stripe.balanceTransactions.list({limit: 2})) {
  seen.push(row);
  assert.equal(row.net, row.amount - row.fee);
}
assert.equal(new Set(seen.map((row) => row.id)).size, seen.length);
assert.ok(seen.length >= 5, `${seen.length} rows`);
const balance = await stripe.balance.retrieve();
const total = [...balance.available, ...balance.pending].filter((b) => b.currency === 'gbp').reduce((s, b) => s + b.amount, 0);
assert.equal(seen.reduce((sum, row) => sum + row.net, 0), total);

// payouts
await stripe.paymentIntents.create({amount: 50000, currency: 'gbp', payment_method: 'pm_card_bypassPending', confirm: true});
const payout = await stripe.payouts.create({amount: 1000, currency: 'gbp', description: 'by hand'});
assert.equal(payout.automatic, false);
assert.equal((await stripe.payouts.cancel(payout.id)).status, 'canceled');
await refused(stripe.payouts.create({amount: 99999999, currency: 'gbp'}), 'StripeInvalidRequestError', 'balance_insufficient');

// links, sessions
const price = await stripe.prices.create({unit_amount: 4200, currency: 'gbp', product_data: {name: 'Camp'}});
const link = await stripe.paymentLinks.create({
  line_items: [{price: price.id, quantity: 2}], restrictions: {completed_sessions: {limit: 1}}, metadata: {invoice_number: 'INV-3'}});
assert.equal(link.active, true);
assert.equal((await stripe.paymentLinks.listLineItems(link.id)).data[0].amount_total, 8400);
assert.equal((await stripe.paymentLinks.update(link.id, {active: false})).active, false);
const session = await stripe.checkout.sessions.create({
  mode: 'payment', success_url: 'https://example.org/thanks',
  line_items: [{price_data: {currency: 'gbp', unit_amount: 700, product_data: {name: 'Camp'}}, quantity: 3}]});
assert.equal(session.amount_total, 2100);
assert.equal((await stripe.checkout.sessions.expire(session.id)).status, 'expired');

// invoices
const invoice = await stripe.invoices.create({customer: customer.id, metadata: {host: 'INV-9'}, description: 'March'});
await stripe.invoiceItems.create({customer: customer.id, invoice: invoice.id, amount: 9000, currency: 'gbp'});
const final = await stripe.invoices.finalizeInvoice(invoice.id);
assert.equal(final.status, 'open');
assert.match(final.hosted_invoice_url, /^https:/);
assert.equal((await stripe.creditNotes.create({invoice: invoice.id, amount: 1000})).type, 'pre_payment');
const paid = await stripe.invoices.pay(invoice.id, {payment_method: 'pm_card_visa', expand: ['payments']});
assert.equal(paid.amount_paid, 8000);
assert.equal(paid.payments.data[0].payment.type, 'payment_intent');
assert.equal((await stripe.invoicePayments.list({invoice: invoice.id})).data[0].amount_paid, 8000);

// test clocks
const clock = await stripe.testHelpers.testClocks.create({frozen_time: 1800000000, name: 'march'});
const timed = await stripe.customers.create({test_clock: clock.id});
assert.equal(timed.test_clock, clock.id);
const advanced = await stripe.testHelpers.testClocks.advance(clock.id, {frozen_time: 1800086400});
assert.equal(advanced.status, 'ready');
assert.equal(advanced.frozen_time, 1800086400);
assert.equal((await stripe.testHelpers.testClocks.del(clock.id)).deleted, true);
await refused(stripe.customers.retrieve(timed.id), 'StripeInvalidRequestError', 'resource_missing');

// idempotency, errors, accounts
const first = await stripe.customers.create({name: 'once'}, {idempotencyKey: 'node-1'});
const again = await stripe.customers.create({name: 'once'}, {idempotencyKey: 'node-1'});
assert.equal(again.id, first.id);
assert.equal(again.lastResponse.headers['idempotent-replayed'], 'true');
await refused(stripe.customers.create({name: 'twice'}, {idempotencyKey: 'node-1'}), 'StripeIdempotencyError');
await refused(stripe.charges.retrieve('ch_none'), 'StripeInvalidRequestError', 'resource_missing');
await refused(new Stripe('nonsense_key', options).balance.retrieve(), 'StripeAuthenticationError');
await refused(stripe.balance.retrieve({}, {stripeAccount: 'acct_none'}), 'StripePermissionError');
const limited = new Stripe('sk_test_limited123456', options);
await refused(limited.topups.list(), 'StripeRateLimitError');
assert.equal((await limited.topups.list()).data.length, 0);

// events and webhooks
const events = await stripe.events.list({types: ['charge.succeeded', 'charge.refunded'], limit: 100});
assert.ok(events.data.some((event) => event.type === 'charge.refunded'));
const deliveries = JSON.parse(readFileSync(deliveriesFile, 'utf8'));
const types = [];
for (const {body, header, secret, forged} of deliveries) {
  const bytes = Buffer.from(body, 'base64');
  const at = Number(/t=(\d+)/.exec(header)[1]);
  const construct = () => stripe.webhooks.constructEvent(bytes, header, secret, 300, undefined, at * 1000);
  if (forged) {
    assert.throws(construct, {type: 'StripeSignatureVerificationError'});
  } else {
    types.push(construct().type);
  }
}
const payload = JSON.stringify({id: 'evt_node', object: 'event', note: 'ü'});
const timestamp = 1800000000;
const header = stripe.webhooks.generateTestHeaderString({payload, secret: 'whsec_from_node_0123456789', timestamp});
console.log(JSON.stringify({types, payload, timestamp, header, rows: seen.length, version: process.version, client: Stripe.PACKAGE_VERSION}));
