-- SPDX-License-Identifier: MIT
-- A push with a wrong token, to the site that HOST names.
wrk.method = "POST"
wrk.body = '[{"productCode":"A","warehouse":"W","quantity":1}]'
wrk.headers["Host"] = os.getenv("HOST")
wrk.headers["Content-Type"] = "application/json"
wrk.headers["Authorization"] = "Bearer not-the-token-of-this-shop-at-all"

function done(summary)
	io.write(string.format("RATE %.0f\n", summary.requests / (summary.duration / 1e6)))
end
