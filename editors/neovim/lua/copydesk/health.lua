-- :checkhealth copydesk

local M = {}

local health = vim.health or require('health')
local start = health.start or health.report_start
local ok = health.ok or health.report_ok
local warn = health.warn or health.report_warn
local fail = health.error or health.report_error

function M.check()
  start('copydesk')
  local copydesk = require('copydesk')
  local program = copydesk.options.cmd[1]
  if vim.fn.executable(program) == 0 then
    fail(string.format("the program '%s' was not found", program), {
      'Install it: cargo install --locked --path server/cli',
      "or name it: require('copydesk').setup({ cmd = { '/path/to/copydesk', 'lsp' } })",
    })
    return
  end
  ok(vim.trim(vim.fn.system({ program, '--version' })) .. ' at ' .. vim.fn.exepath(program))
  local clients = copydesk.clients()
  if #clients == 0 then
    warn('no server is running', { "Call require('copydesk').setup() and open a Markdown or text file." })
  end
  for _, client in ipairs(clients) do
    ok(string.format('a server is running for %s', client.config.root_dir or 'single files'))
  end
  local state = copydesk.state
  if #clients > 0 and state.state == 'noSources' then
    warn('no sources were found, so nothing is checked; looked in:\n  ' .. table.concat(state.lookedIn or {}, '\n  '), {
      'Put the articles you write from into a folder "sources" beside the draft, or name them in copydesk.toml.',
    })
  elseif #clients > 0 and (state.sources or 0) > 0 then
    ok(string.format('%d sources are read, %d files are not', state.sources, state.unread or 0))
  end
  if vim.fn.has('nvim-0.9') == 0 then
    warn('this Neovim has no colours for names, figures and dates; they need 0.9')
  end
end

return M
