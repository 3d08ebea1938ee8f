-- Drives a real Neovim (0.7 and later) against the built server, the way a writer would. Run headless by
-- `cargo xtask e2e neovim`, which copies the workspace and sets the variables below. Ends with exit code 1 at the first failure.
--
--   COPYDESK_PROGRAM   the server
--   COPYDESK_PLUGIN    editors/neovim
--   COPYDESK_FOLDER    a copy of tests/e2e/workspace, the current directory
--   COPYDESK_END       `killed`: do not leave, wait to be killed

local folder = vim.env.COPYDESK_FOLDER
local LIMIT = 1000 * tonumber(vim.env.COPYDESK_LIMIT or 120)

local function say(...)
  io.stdout:write(string.format(...) .. '\n')
end

local function fail(...)
  say('FAILED: ' .. string.format(...))
  vim.cmd('cquit 1')
end

local function check(what, condition, detail)
  if not condition then
    fail('%s%s', what, detail and (': ' .. vim.inspect(detail)) or '')
  end
  say('ok: %s', what)
end

--- Polls until `done` gives something true and returns it.
local function await(what, done)
  local result
  vim.wait(LIMIT, function()
    result = done()
    return result and true or false
  end, 25)
  if not result then
    local seen = vim.tbl_map(function(found)
      return string.format('%s:%s %s', found.lnum + 1, found.col + 1, found.message)
    end, vim.diagnostic.get(0))
    fail('waited %d s for %s; the findings are now %s', LIMIT / 1000, what, vim.inspect(seen))
  end
  say('ok: %s', what)
  return result
end

local function read(path)
  return table.concat(vim.fn.readfile(path), '\n')
end

local function write(path, from, to)
  local text = read(path)
  local start, stop = text:find(from, 1, true)
  check('the fixture holds ' .. from, start)
  vim.fn.writefile(vim.split(text:sub(1, start - 1) .. to .. text:sub(stop + 1), '\n'), path)
end

--- The finding on the wrong figure, if it is there.
local function finding()
  for _, found in ipairs(vim.diagnostic.get(0)) do
    if (found.code or vim.tbl_get(found, 'user_data', 'lsp', 'code')) == 'number-mismatch' then
      return found
    end
  end
end

local function no_finding()
  return finding() == nil
end

local function steps()
  vim.opt.runtimepath:prepend(vim.env.COPYDESK_PLUGIN)
  vim.cmd('runtime plugin/copydesk.lua')
  vim.cmd('filetype on')
  vim.o.swapfile = false
  require('copydesk').setup({ cmd = { vim.env.COPYDESK_PROGRAM, 'lsp' } })

  vim.cmd('edit ' .. vim.fn.fnameescape(folder .. '/sources/harbour-wire.md'))
  vim.cmd('edit ' .. vim.fn.fnameescape(folder .. '/draft.md'))
  check('Markdown is recognised', vim.bo.filetype == 'markdown', vim.bo.filetype)
  local client = await('the server has come up', function()
    local one = require('copydesk').clients(0)[1]
    return one and one.server_capabilities and one
  end)
  check('one server serves both files', #require('copydesk').clients() == 1)
  -- Closed again: a source that is open counts as it stands in the editor, and below it is changed on disk.
  vim.cmd('bwipeout ' .. vim.fn.fnameescape(folder .. '/sources/harbour-wire.md'))
  check('the folder given to the server is the workspace', client.config.root_dir == folder, client.config.root_dir)

  -- The figure stands behind an emoji (4 bytes, 2 UTF-16 units) and a curly apostrophe (3 bytes, 1 unit).
  local found = await('the wrong figure is found', finding)
  local line = vim.api.nvim_buf_get_lines(0, found.lnum, found.lnum + 1, true)[1]
  check('an emoji and a curly quote stand before it', line:find('🌊', 1, true) and line:find('’', 1, true), line)
  local start = line:find('17', 1, true) - 1
  check('it stands on the figure and nothing else', found.col == start and found.end_col == start + 2 and found.end_lnum == found.lnum, found)
  check('it is an error', found.severity == vim.diagnostic.severity.ERROR, found.severity)
  check('it says what the source has', found.message:find('11', 1, true), found.message)

  if vim.fn.has('nvim-0.9') == 1 then
    await('the figure is coloured', function()
      return vim.tbl_contains(vim.tbl_map(function(token)
        return token.type
      end, vim.lsp.semantic_tokens.get_at_pos(0, found.lnum, found.col) or {}), 'number')
    end)
    check('its group has a colour', vim.api.nvim_get_hl(0, { name = '@lsp.type.number.markdown' }).link == 'Number')
  end

  vim.api.nvim_win_set_cursor(0, { found.lnum + 1, found.col })
  local hovered
  await('the hover shows the source and its sentence', function()
    local answers = vim.lsp.buf_request_sync(0, 'textDocument/hover', vim.lsp.util.make_position_params(0, client.offset_encoding), 5000)
    for _, answer in pairs(answers or {}) do
      if answer.result and answer.result.contents then
        local contents = answer.result.contents
        hovered = type(contents) == 'table' and contents.value or contents
      end
    end
    return hovered and hovered:find('Harbour Wire', 1, true) and hovered:find('11 containers', 1, true)
  end)
  vim.lsp.buf.hover()
  await('the hover opens in a window', function()
    for _, window in ipairs(vim.api.nvim_list_wins()) do
      if vim.api.nvim_win_get_config(window).relative ~= '' then
        local shown = table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false), '\n')
        return shown:find('Harbour Wire', 1, true)
      end
    end
  end)

  -- What the server knows, asked for as a plugin would: hints and counts once they are switched on, sources at a bracket, another name.
  local function ask(method, params)
    params.textDocument = vim.lsp.util.make_text_document_params()
    for _, answer in pairs(vim.lsp.buf_request_sync(0, method, params, 5000) or {}) do
      if answer.result then
        return answer.result
      end
    end
  end
  local function set(settings)
    local all = { copydesk = settings }
    -- Where it is kept depends on the version.
    client.config.settings, client.settings = all, all
    client.notify('workspace/didChangeConfiguration', { settings = all })
  end
  local whole = { start = { line = 0, character = 0 }, ['end'] = { line = vim.api.nvim_buf_line_count(0), character = 0 } }
  set({ inlayHints = { origins = true }, codeLens = { counts = true } })
  await('switched on, a statement has its origins behind it', function()
    local hints = ask('textDocument/inlayHint', { range = whole })
    return hints and hints[1] and hints[1].label == '1 origin'
  end)
  await('switched on, the counts stand above the text', function()
    local lenses = ask('textDocument/codeLens', {})
    return lenses and lenses[1] and lenses[1].command.title:find('2 statements', 1, true)
  end)
  set({ inlayHints = { origins = false }, codeLens = { counts = false } })
  await('switched off, both are gone', function()
    return #(ask('textDocument/inlayHint', { range = whole }) or {}) == 0 and #(ask('textDocument/codeLens', {}) or {}) == 0
  end)
  local cargo = vim.fn.search('640 containers', 'nw')
  local before = vim.fn.getline(cargo)
  vim.fn.setline(cargo, before .. ' [')
  await('an open bracket offers the source', function()
    local offered = ask('textDocument/completion', { position = { line = cargo - 1, character = #before + 2 } })
    return offered and vim.inspect(offered):find('Harbour Wire', 1, true)
  end)
  vim.fn.setline(cargo, before)
  vim.bo.modified = false
  local name = before:find('Brannock', 1, true) + 1
  await('a name can be spelled otherwise', function()
    local edit = ask('textDocument/rename', { position = { line = cargo - 1, character = name }, newName = 'Brannick' })
    return edit and vim.inspect(edit):find('Brannick', 1, true)
  end)
  await('and the finding is where it was', finding)

  local function floating(words)
    for _, window in ipairs(vim.api.nvim_list_wins()) do
      if vim.api.nvim_win_get_config(window).relative ~= '' then
        local shown = table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false), '\n')
        if shown:find(words, 1, true) then
          return true
        end
      end
    end
  end
  vim.cmd('Copydesk evidence')
  await('the evidence stands in a floating window', function()
    return floating('Contradicted') and floating('recovered 11 containers')
  end)
  vim.api.nvim_win_set_cursor(0, { found.lnum + 1, found.col })
  vim.cmd('Copydesk findings')
  check('the quickfix list holds the finding', #vim.fn.getqflist() > 0)
  vim.cmd('cclose')
  check('the status line counts it', require('copydesk').statusline() == 'copydesk 1', require('copydesk').statusline())
  check(':Copydesk completes', vim.tbl_contains(vim.fn.getcompletion('Copydesk re', 'cmdline'), 'reindex'))

  -- Ignored for this fact and brought back.
  local function decide(words)
    vim.ui.select = function(items, options, choose)
      for index, item in ipairs(items) do
        if options.format_item(item):find(words, 1, true) then
          return choose(item, index)
        end
      end
      fail('no %s offered', words)
    end
    vim.api.nvim_win_set_cursor(0, { found.lnum + 1, found.col })
    vim.cmd('Copydesk ignore')
  end
  decide('for this fact')
  await('ignored for this fact, the finding is gone', no_finding)
  check('the decision is kept in the folder', read(folder .. '/.copydesk/marks.toml'):find('words = "17"', 1, true))
  vim.cmd('Copydesk ignored')
  await('what is ignored is listed', function()
    local list = vim.fn.getqflist()
    return list[1] and list[1].text:find('number-mismatch', 1, true) and list[1].col == found.col + 1
  end)
  vim.cmd('cclose')
  decide('Bring back')
  await('brought back, it is there again', finding)
  vim.cmd('Copydesk pause')
  await('paused, nothing is shown', no_finding)
  await('and the status line says so', function()
    return require('copydesk').statusline() == 'copydesk paused'
  end)
  vim.cmd('Copydesk pause')
  await('after the pause it is back', finding)
  vim.cmd('Copydesk timeline')
  await('the timeline of the sources opens beside the draft', function()
    local shown = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n')
    return vim.bo.buftype == 'nofile' and shown:find('Divers recovered 11 containers', 1, true)
  end)
  vim.cmd('bwipeout!')
  local untouched = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n')
  local function drafted()
    return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n')
  end
  vim.api.nvim_win_set_cursor(0, { vim.api.nvim_buf_line_count(0), 0 })
  vim.cmd('Copydesk insert-timeline')
  await('the timeline is put into the draft at the cursor, cited, with its source', function()
    local text = drafted()
    local statement = text:find('recovered 17 containers', 1, true)
    local entry = text:find('- **Mar 15, 2026** – Divers recovered 11 containers on Sunday', 1, true)
    return entry and entry > statement and text:find('said [1].', 1, true) and text:find('1. Harbour Wire', 1, true)
  end)
  vim.cmd('undo')
  check('and is undone as one change', drafted() == untouched, drafted())
  vim.cmd('Copydesk insert-highlights')
  await('the key points are put at the head of the draft, below its title', function()
    local text = drafted()
    local point = text:find('\n- ', 1, true)
    return point and point > text:find('# The containers', 1, true) and point < text:find('🌊', 1, true)
  end)
  vim.cmd('undo')
  check('and are undone as one change', drafted() == untouched, drafted())
  local told = {}
  local show = vim.lsp.handlers['window/showMessage']
  vim.lsp.handlers['window/showMessage'] = function(_, result)
    table.insert(told, result.message)
  end
  local source = folder .. '/sources/harbour-wire.md'
  local whole = read(source)
  await('the draft is checked before its source changes', finding)
  write(source, 'recovered 11 containers', 'recovered 17 containers')
  await('a note says what the changed source does to the draft', function()
    for _, message in ipairs(told) do
      if message:find('Updated (1 article): newly supported: ', 1, true) then
        return true
      end
    end
  end)
  vim.fn.writefile(vim.split(whole, '\n'), source)
  await('a note says so when it is contradicted again', function()
    for _, message in ipairs(told) do
      if message:find('Updated (1 article): newly contradicted: ', 1, true) then
        return true
      end
    end
  end)
  vim.lsp.handlers['window/showMessage'] = show
  await('and the finding is back', finding)
  -- A pasted article in a buffer without a name.
  vim.cmd('enew')
  vim.api.nvim_buf_set_lines(0, 0, -1, true, {
    'Pier closed',
    '',
    'The north pier was closed at noon on Monday, the harbour master said.',
  })
  vim.bo.modified = false
  vim.ui.input = function(options, done)
    done(options.prompt:find('Who', 1, true) and 'Kestrel Post' or '2026-03-16')
  end
  vim.cmd('Copydesk source')
  local source = folder .. '/sources/2026-03-16-kestrel-post-pier-closed.txt'
  await('a pasted article is saved as a source and opened', function()
    return vim.fn.expand('%:t') == vim.fn.fnamemodify(source, ':t')
  end)
  check('with what is known of it', read(source):find('outlet: "Kestrel Post"', 1, true))
  vim.fn.delete(source)
  vim.cmd('bwipeout!')
  vim.cmd('edit ' .. vim.fn.fnameescape(folder .. '/draft.md'))
  vim.cmd('Copydesk reindex')
  vim.cmd('Copydesk status')
  vim.cmd('checkhealth copydesk')
  local health = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n')
  check(':checkhealth finds program and server', health:find('a server is running', 1, true) and not health:find('ERROR', 1, true), health)
  vim.cmd('bwipeout!')
  vim.cmd('helptags ' .. vim.fn.fnameescape(vim.env.COPYDESK_PLUGIN .. '/doc'))
  vim.cmd('help :Copydesk')
  check(':help copydesk opens', vim.fn.expand('%:t') == 'copydesk.txt')
  vim.cmd('bwipeout!')
  vim.cmd('edit ' .. vim.fn.fnameescape(folder .. '/draft.md'))
  vim.fn.delete(vim.env.COPYDESK_PLUGIN .. '/doc/tags')
  await('the draft is checked again', finding)
  vim.api.nvim_win_set_cursor(0, { found.lnum + 1, found.col })

  -- The list of fixes is answered as a writer would by picking the one that replaces the figure.
  local offered = {}
  vim.ui.select = function(items, options, choose)
    for _, item in ipairs(items) do
      table.insert(offered, options.format_item and options.format_item(item) or vim.inspect(item))
    end
    for index, title in ipairs(offered) do
      if title:find('Replace', 1, true) and title:find('11', 1, true) then
        return choose(items[index], index)
      end
    end
    choose(nil)
  end
  vim.lsp.buf.code_action()
  await('the quick fix puts the figure of the source in', function()
    local now = vim.api.nvim_buf_get_lines(0, found.lnum, found.lnum + 1, true)[1]
    return now == line:gsub('17', '11')
  end)
  vim.cmd('silent write')
  check('the saved file has it', read(folder .. '/draft.md'):find('recovered 11 containers', 1, true))
  await('the finding is gone', no_finding)

  write(folder .. '/sources/harbour-wire.md', 'recovered 11 containers', 'recovered 15 containers')
  await('a source changed on disk brings a finding, with its new figure', function()
    local after = finding()
    return after and after.message:find('15', 1, true)
  end)
  write(folder .. '/sources/harbour-wire.md', 'recovered 15 containers', 'recovered 11 containers')
  await('and takes it away again', no_finding)

  vim.cmd('Copydesk restart')
  await('restarted, another server checks the draft', function()
    local one = require('copydesk').clients(0)[1]
    return one and one.id ~= client.id and one.server_capabilities and one
  end)
  vim.api.nvim_buf_set_lines(0, found.lnum, found.lnum + 1, true, { line })
  await('and finds the mistake when it is typed again', finding)
  vim.cmd('Copydesk check')
  check('the location list holds it', #vim.fn.getloclist(0) > 0 or #vim.fn.getloclist(vim.fn.winnr('#')) > 0)

  if vim.env.COPYDESK_END == 'killed' then
    say('waiting to be killed')
    vim.wait(LIMIT * 10)
  end
end

local ran, why = pcall(steps)
if not ran then
  fail('%s', why)
end
say('passed')
vim.cmd('qall!')
