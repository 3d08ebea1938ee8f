-- What :Copydesk offers. Each is a function without arguments; those that ask the server do so for the client of the buffer.

local M = {}

local modern = vim.fn.has('nvim-0.11') == 1

local function notify(text, level)
  vim.notify('copydesk: ' .. text, level or vim.log.levels.INFO)
end

--- The client of the buffer in front, else any; says so when there is none.
local function client_of_buffer()
  local copydesk = require('copydesk')
  local client = copydesk.clients(vim.api.nvim_get_current_buf())[1] or copydesk.clients()[1]
  if not client then
    notify('no server is running; :checkhealth copydesk says why.', vim.log.levels.WARN)
  end
  return client
end

local function request(client, method, params, done)
  local function handler(problem, result)
    if problem then
      notify(problem.message or vim.inspect(problem), vim.log.levels.ERROR)
    elseif done then
      done(result ~= vim.NIL and result or nil)
    end
  end
  if modern then
    client:request(method, params, handler, 0)
  else
    client.request(method, params, handler, 0)
  end
end

--- Runs a command of the server.
local function ask(command, argument, done)
  local client = client_of_buffer()
  if client then
    request(client, 'workspace/executeCommand', { command = command, arguments = argument and { argument } or {} }, done)
  end
end

local function document()
  return { textDocument = { uri = vim.uri_from_bufnr(0) } }
end

--- Byte column of a position the server gave, in a buffer or, where it is not loaded, as it is.
local function column(client, bufnr, position)
  if not vim.api.nvim_buf_is_loaded(bufnr) then
    return position.character
  end
  local line = vim.api.nvim_buf_get_lines(bufnr, position.line, position.line + 1, false)[1] or ''
  local ok, byte = pcall(vim.lsp.util._str_byteindex_enc, line, position.character, client.offset_encoding)
  return ok and byte or position.character
end

--- All findings of all drafts in the quickfix list.
function M.findings()
  local all = {}
  for _, client in ipairs(require('copydesk').clients()) do
    vim.list_extend(all, vim.diagnostic.get(nil, { namespace = vim.lsp.diagnostic.get_namespace(client.id) }))
  end
  if #all == 0 then
    notify('no findings.')
    return
  end
  vim.fn.setqflist({}, ' ', { title = 'copydesk', items = vim.diagnostic.toqflist(all) })
  vim.cmd('copen')
end

--- What is ignored, in the quickfix list. `:Copydesk ignore` on an entry brings it back.
function M.ignored()
  ask('copydesk/ignored', nil, function(ignored)
    if not ignored or #ignored == 0 then
      notify('nothing is ignored in the drafts that are open.')
      return
    end
    local client = client_of_buffer()
    local items = vim.tbl_map(function(one)
      local bufnr = vim.uri_to_bufnr(one.uri)
      local reason = one.reason and one.reason ~= vim.NIL and (': ' .. one.reason) or ''
      return {
        bufnr = bufnr,
        lnum = one.range.start.line + 1,
        col = column(client, bufnr, one.range.start) + 1,
        text = string.format('%s: %s (ignored by %s%s)', one.code, one.message, one.by, reason),
      }
    end, ignored)
    vim.fn.setqflist({}, ' ', { title = 'copydesk: ignored', items = items })
    vim.cmd('copen')
  end)
end

local DECISIONS = { '^Ignore ', '^Switch ', '^Bring back ', '^Mark as verified', '^Take back ' }

--- Offers what can be decided about the finding or statement at the cursor.
function M.ignore()
  local client = client_of_buffer()
  if not client then
    return
  end
  local params = vim.lsp.util.make_range_params(0, client.offset_encoding)
  params.context = { diagnostics = {}, only = { 'quickfix' } }
  request(client, 'textDocument/codeAction', params, function(actions)
    local decisions = vim.tbl_filter(function(action)
      for _, pattern in ipairs(DECISIONS) do
        if action.title:find(pattern) then
          return true
        end
      end
      return false
    end, actions or {})
    if #decisions == 0 then
      notify('there is no finding at the cursor.')
      return
    end
    vim.ui.select(decisions, {
      prompt = 'copydesk',
      format_item = function(action)
        return action.title
      end,
    }, function(chosen)
      if not chosen then
        return
      end
      if chosen.edit then
        vim.lsp.util.apply_workspace_edit(chosen.edit, client.offset_encoding)
      end
      if chosen.command then
        M.run(chosen.command)
      end
    end)
  end)
end

--- Runs the command of an action. A mark as verified otherwise asks for a note and a name first.
function M.run(command)
  local argument = (command.arguments or {})[1]
  if command.command ~= 'copydesk/verify' then
    ask(command.command, argument)
    return
  end
  vim.ui.input({ prompt = 'How was this verified? ' }, function(note)
    if not note or vim.trim(note) == '' then
      return
    end
    local function mark(by)
      if by and vim.trim(by) ~= '' then
        ask('copydesk/verify', vim.tbl_extend('force', argument, { note = note, by = by }))
      end
    end
    local name = require('copydesk').options.name
    if name then
      mark(name)
    else
      vim.ui.input({ prompt = 'Who has verified it? ' }, mark)
    end
  end)
end

--- Stops checking, or goes on.
function M.pause()
  ask('copydesk/pause', nil, function(answer)
    notify(answer and answer.paused and 'paused; :Copydesk pause again goes on.' or 'checking again.')
  end)
end

--- Puts the text in front among the sources and opens it there; what is not known of it may be left out.
function M.source()
  vim.ui.input({ prompt = 'Who published it? (may be left empty) ' }, function(outlet)
    if not outlet then
      return
    end
    vim.ui.input({ prompt = 'When was it published? (2026-03-16, or empty) ' }, function(published)
      if not published then
        return
      end
      -- A buffer without a name is no document of the server's.
      local argument = { text = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n') }
      argument.outlet = outlet ~= '' and outlet or nil
      argument.published = published ~= '' and published or nil
      ask('copydesk/saveAsSource', argument, function(saved)
        vim.cmd('edit ' .. vim.fn.fnameescape(vim.uri_to_fname(saved.uri)))
        if saved.known then
          notify('this article was among the sources already.')
        end
      end)
    end)
  end)
end

--- Reads every source anew.
function M.reindex()
  ask('copydesk/reindex', nil, function()
    notify('reading the sources anew.')
  end)
end

local VERDICTS = {
  supported = 'Supported',
  ['partly-supported'] = 'Partly supported',
  contradicted = 'Contradicted',
  disputed = 'Disputed: sources disagree',
  unsupported = 'In no source',
  verified = 'Verified otherwise',
  ['not-checkable'] = 'Not checked',
}
local STANCES = { supports = '+', contradicts = '-', related = '·' }

local function given(value)
  return value and value ~= vim.NIL
end

--- The evidence for the statement at the cursor, in a floating window; called again, the cursor goes into it.
function M.evidence()
  local client = client_of_buffer()
  if not client then
    return
  end
  local at = vim.lsp.util.make_position_params(0, client.offset_encoding).position
  request(client, 'copydesk/evidence', document(), function(answer)
    local function holds(range)
      local before = range.start.line < at.line or (range.start.line == at.line and range.start.character <= at.character)
      return before and (range['end'].line > at.line or (range['end'].line == at.line and range['end'].character >= at.character))
    end
    for _, statement in ipairs(answer and answer.statements or {}) do
      if holds(statement.range) then
        local lines = { '**' .. (VERDICTS[statement.verdict] or statement.verdict) .. '**: ' .. statement.text, '' }
        for _, finding in ipairs(statement.findings) do
          table.insert(lines, '! ' .. finding.message .. ' (' .. finding.code .. ')')
        end
        if given(statement.verified) then
          table.insert(lines, string.format('%s: %s', statement.verified.by, statement.verified.note))
        end
        for _, piece in ipairs(statement.evidence) do
          local where = given(piece.location) and string.format(':%d', piece.location.range.start.line + 1) or ''
          local date = given(piece.published) and (', ' .. piece.published) or ''
          vim.list_extend(lines, { '', string.format('%s **%s**%s  %s%s', STANCES[piece.stance], piece.source, date, piece.path, where), piece.text })
        end
        vim.lsp.util.open_floating_preview(lines, 'markdown', { focus_id = 'copydesk.evidence', max_width = 90, wrap = true, border = 'single' })
        return
      end
    end
    notify('there is no statement at the cursor.')
  end)
end

--- Runs a subcommand of the program for the draft in front and shows its Markdown in a split.
local function story(subcommand)
  local draft = vim.api.nvim_buf_get_name(0)
  if draft == '' or vim.fn.filereadable(draft) == 0 then
    notify('save the draft in a folder with its sources first.', vim.log.levels.WARN)
    return
  end
  local copydesk = require('copydesk')
  local folder = copydesk.root(draft) or vim.fn.fnamemodify(draft, ':h')
  local out, said = {}, {}
  local job = vim.fn.jobstart({ copydesk.options.cmd[1], subcommand, draft }, {
    cwd = folder,
    stdout_buffered = true,
    stderr_buffered = true,
    on_stdout = function(_, lines)
      out = lines
    end,
    on_stderr = function(_, lines)
      said = lines
    end,
    on_exit = function(_, code)
      if code ~= 0 then
        notify(table.concat(said, '\n'), vim.log.levels.ERROR)
        return
      end
      vim.cmd('vnew')
      vim.bo.buftype = 'nofile'
      vim.bo.bufhidden = 'wipe'
      vim.bo.swapfile = false
      vim.api.nvim_buf_set_lines(0, 0, -1, false, out)
      vim.bo.filetype = 'markdown'
    end,
  })
  if job <= 0 then
    notify("the program '" .. copydesk.options.cmd[1] .. "' was not found.", vim.log.levels.ERROR)
  end
end

--- The dated events of the sources.
function M.timeline()
  story('timeline')
end

--- Who reports what.
function M.coverage()
  story('coverage')
end

--- What most independent origins share.
function M.highlights()
  story('highlights')
end

--- Puts what the server makes of the sources into the draft in front.
local function insert(command, argument)
  local bufnr = vim.api.nvim_get_current_buf()
  local client = client_of_buffer()
  if not client then
    return
  end
  local before = vim.api.nvim_buf_get_changedtick(bufnr)
  ask(command, argument, function(answer)
    if vim.api.nvim_buf_get_changedtick(bufnr) ~= before then
      notify('the draft has changed meanwhile; nothing was put into it.', vim.log.levels.WARN)
    elseif #answer.edits == 0 then
      notify('the sources say nothing that could be put here.')
    else
      vim.lsp.util.apply_text_edits(answer.edits, bufnr, client.offset_encoding)
    end
  end)
end

--- The dated events of the sources, cited, at the cursor.
M['insert-timeline'] = function()
  local client = client_of_buffer()
  local row = vim.api.nvim_win_get_cursor(0)[1] - 1
  -- The line is what counts; its start is the same in every encoding.
  insert('copydesk/insertTimeline', client and { uri = vim.uri_from_bufnr(0), position = { line = row, character = 0 } })
end

--- What most independent origins share, cited, at the head of the draft.
M['insert-highlights'] = function()
  insert('copydesk/insertHighlights', { uri = vim.uri_from_bufnr(0) })
end

--- How it stands, in words.
function M.status()
  local copydesk = require('copydesk')
  if #copydesk.clients() == 0 then
    notify('no server is running; :checkhealth copydesk says why.', vim.log.levels.WARN)
    return
  end
  local state = copydesk.state
  if state.state == 'noSources' then
    notify(
      'no sources were found, so nothing is checked. Put the articles you write from into a folder "sources" beside the draft, or name '
        .. 'them in copydesk.toml. Looked in:\n  '
        .. table.concat(state.lookedIn or {}, '\n  '),
      vim.log.levels.WARN
    )
  elseif state.state == 'indexing' then
    notify(string.format('reading sources: %d of %d.', state.done, state.total))
  elseif state.state == 'paused' then
    notify('paused; :Copydesk pause goes on.')
  else
    local sources = state.sources == 1 and '1 source' or string.format('%d sources', state.sources or 0)
    notify(string.format('checking, against %s; files not read: %d.', sources, state.unread or 0))
  end
end

return M
