-- Drives a real Neovim (0.7 and later) against the built server, the way a writer would. Run headless by
-- `cargo xtask e2e neovim`, which copies the workspace and sets the variables below. Ends with exit code 1 at the first failure.
--
--   COPYDESK_PROGRAM   the server
--   COPYDESK_PLUGIN    editors/neovim
--   COPYDESK_FOLDER    a copy of tests/e2e/workspace, the current directory
--   COPYDESK_DEMO      a copy of demo/, for what needs citations
--   COPYDESK_START     `enable`: start it as 0.11 does by itself, by vim.lsp.enable and lsp/copydesk.lua
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

--- The finding of a code, if it is there.
local function coded(code)
  for _, found in ipairs(vim.diagnostic.get(0)) do
    if (found.code or vim.tbl_get(found, 'user_data', 'lsp', 'code')) == code then
      return found
    end
  end
end

local function drafted()
  return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n')
end

--- Puts the cursor on the first place where words stand, so many bytes into them.
local function go_to(words, into)
  for row, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
    local start = line:find(words, 1, true)
    if start then
      vim.api.nvim_win_set_cursor(0, { row, start - 1 + (into or 0) })
      return vim.lsp.util.make_position_params(0, require('copydesk').clients()[1].offset_encoding).position
    end
  end
  fail('the draft has no "%s"', words)
end

--- What the server answers to a request about the buffer in front.
local function ask(method, params)
  params.textDocument = vim.lsp.util.make_text_document_params()
  for _, answer in pairs(vim.lsp.buf_request_sync(0, method, params, 5000) or {}) do
    if answer.result then
      return answer.result
    end
  end
end

--- Picks the entry that holds words, where the editor lets the writer choose.
local function picking(words)
  vim.ui.select = function(items, options, choose)
    local titles = {}
    for index, item in ipairs(items) do
      titles[index] = options.format_item and options.format_item(item) or tostring(item)
      if titles[index]:find(words, 1, true) then
        return choose(item, index)
      end
    end
    fail('no %s among %s', words, vim.inspect(titles))
  end
end

--- The demo: citations, places elsewhere, decisions, a mistake in the settings.
local function demo()
  local place = vim.env.COPYDESK_DEMO
  vim.cmd('silent! lclose | silent! cclose | only')
  vim.cmd('edit ' .. vim.fn.fnameescape(place .. '/draft.md'))
  await('another folder has its own findings', function()
    return coded('miscited') and coded('number-mismatch')
  end)
  local original = drafted()

  local marker = go_to('Monday, 16 March [5]', #'Monday, 16 March [')
  local figure = coded('number-mismatch')
  local wrong = ask('textDocument/hover', { position = { line = figure.lnum, character = figure.col } })
  check('the hover on a wrong figure says why', wrong.contents.value:find('number-mismatch', 1, true), wrong)
  await('the hover on a citation shows its source', function()
    local answer = ask('textDocument/hover', { position = marker })
    return answer and answer.contents.value:find('Northern Post', 1, true)
  end)
  local links = ask('textDocument/documentLink', {})
  check('a citation is a link to its source', #vim.tbl_filter(function(link)
    return link.range.start.line == marker.line and link.target:find('/sources/northern-post.md', 1, true)
  end, links) == 1, links)
  local cargo = go_to('## The cargo').line
  check('a section folds at its heading', #vim.tbl_filter(function(fold)
    return fold.startLine == cargo and fold.endLine > cargo
  end, ask('textDocument/foldingRange', {})) == 1)
  local inside = go_to('Jonas Wexley', 8)
  local selection, grown = ask('textDocument/selectionRange', { positions = { inside } })[1], {}
  while selection and selection ~= vim.NIL do
    local range = selection.range
    table.insert(grown, range['end'].line > range.start.line and math.huge or range['end'].character - range.start.character)
    selection = selection.parent
  end
  check('a selection grows from the word', grown[1] == #'Wexley' and #grown >= 4, grown)

  go_to('Brannock', 1)
  vim.lsp.buf.references({ includeDeclaration = true })
  await('a name is listed wherever it stands', function()
    local files = {}
    for _, item in ipairs(vim.fn.getqflist()) do
      files[vim.fn.fnamemodify(vim.fn.bufname(item.bufnr), ':h:t')] = true
    end
    return files.sources and vim.tbl_count(files) > 1
  end)
  vim.cmd('cclose')
  vim.fn.setqflist({}, 'r')
  vim.lsp.buf.workspace_symbol('Lindahl')
  await('the actors of the folder can be searched', function()
    local first = vim.fn.getqflist()[1]
    return first and first.text:find('Lindahl', 1, true)
  end)
  vim.cmd('cclose')
  vim.fn.setqflist({}, 'r')
  vim.cmd('edit ' .. vim.fn.fnameescape(place .. '/draft.md'))
  local name = go_to('Brannock', 1)
  await('a name is marked wherever it stands', function()
    return #(ask('textDocument/documentHighlight', { position = name }) or {}) > 1
  end)
  check('statements stand under their headings', vim.inspect(ask('textDocument/documentSymbol', {})):find('The cargo', 1, true))
  await('the draft is checked', function()
    return coded('number-mismatch')
  end)
  local figure = go_to('Divers recovered 17', #'Divers recovered ')
  await('its evidence is known', function()
    local places = ask('textDocument/definition', { position = figure })
    return places and #places > 0
  end)
  vim.lsp.buf.definition()
  -- Older versions jump to the first place, newer ones list them all.
  await('a statement leads to its evidence', function()
    local shown = vim.tbl_map(vim.api.nvim_win_get_buf, vim.api.nvim_list_wins())
    vim.list_extend(shown, vim.tbl_map(function(item)
      return item.bufnr
    end, vim.fn.getqflist()))
    return #vim.tbl_filter(function(bufnr)
      return vim.api.nvim_buf_get_name(bufnr):find('/sources/', 1, true)
    end, shown) > 0
  end)
  vim.cmd('silent! cclose | only')
  vim.cmd('edit ' .. vim.fn.fnameescape(place .. '/draft.md'))

  local function decide(code, words)
    local found = await('there is something to decide about', function()
      return coded(code)
    end)
    vim.api.nvim_win_set_cursor(0, { found.lnum + 1, found.col })
    picking(words)
    vim.cmd('Copydesk ignore')
    return found
  end
  --- Whether a code stands no more where it stood.
  local function gone(code, where)
    return #vim.tbl_filter(function(found)
      return (found.code or vim.tbl_get(found, 'user_data', 'lsp', 'code')) == code and found.lnum == where.lnum and found.col == where.col
    end, vim.diagnostic.get(0)) == 0
  end
  local function bring_back(found)
    vim.api.nvim_win_set_cursor(0, { found.lnum + 1, found.col })
    picking('Bring back')
    vim.cmd('Copydesk ignore')
  end
  local found = decide('number-mismatch', 'in this file')
  await('ignored in this file, it is gone', function()
    return gone('number-mismatch', found)
  end)
  bring_back(found)
  found = decide('number-mismatch', 'here')
  await('ignored here, a comment stands in the draft and it is gone', function()
    return drafted():find('<!-- copydesk-ignore number-mismatch -->', 1, true) and gone('number-mismatch', found)
  end)
  bring_back(found)
  await('brought back, the comment is out', function()
    return drafted() == original and coded('number-mismatch')
  end)
  local asked = {}
  vim.ui.input = function(options, done)
    table.insert(asked, options.prompt)
    done(#asked == 1 and 'by phone, the harbour office' or 'M. Okafor')
  end
  found = decide('unsupported', 'Mark as verified otherwise')
  await('verified otherwise, it is no longer unsupported', function()
    return gone('unsupported', found)
  end)
  check('the note and the name were asked for', #asked == 2, asked)
  vim.api.nvim_win_set_cursor(0, { found.lnum + 1, found.col })
  picking('Take back that M. Okafor')
  vim.cmd('Copydesk ignore')
  await('taken back, it is again', function()
    return not gone('unsupported', found)
  end)

  local miscited = coded('miscited')
  vim.api.nvim_win_set_cursor(0, { miscited.lnum + 1, miscited.col })
  picking('Change [4] to [1]')
  vim.lsp.buf.code_action()
  await('a wrong citation is changed', function()
    return drafted():find('The Aurelia was built in 1998 [1].', 1, true) and gone('miscited', miscited)
  end)
  vim.cmd('undo')

  local config = place .. '/copydesk.toml'
  local function faults()
    return vim.diagnostic.get(vim.fn.bufadd(config))
  end
  vim.fn.writefile({ '[codes]', 'number-mismach = "off"' }, config)
  await('a mistake in copydesk.toml is shown at its line', function()
    local fault = faults()[1]
    return fault and fault.lnum == 1 and fault.message:find('number-mismatch', 1, true)
  end)
  vim.fn.writefile({ '[codes]', 'number-mismatch = "off"' }, config)
  await('mended, it is gone and the setting holds', function()
    return #faults() == 0 and not coded('number-mismatch')
  end)
  vim.fn.delete(config)
  await('without the file all is as before', function()
    return coded('number-mismatch')
  end)

  -- Typed quickly before the wrong figure, as the editor sends it: whenever it is marked, the figure is what is marked.
  local spot = go_to('Divers recovered 17')
  local seen, ends = 0, vim.loop.hrtime() + 10e9
  while vim.loop.hrtime() < ends do
    local row = spot.line
    local start = vim.api.nvim_win_get_cursor(0)[2]
    for _, step in ipairs({ 'T', 'Ti', 'Tir', 'Tire', 'Tired', 'Tired ', '' }) do
      local line = vim.api.nvim_buf_get_lines(0, row, row + 1, true)[1]
      local head, tail = line:sub(1, start), line:sub((line:find('Divers recovered', 1, true)))
      vim.api.nvim_buf_set_lines(0, row, row + 1, true, { head .. step .. tail })
      vim.wait(15)
    end
    local right = vim.wait(LIMIT, function()
      local now = coded('number-mismatch')
      local line = now and vim.api.nvim_buf_get_lines(0, now.lnum, now.lnum + 1, true)[1]
      return now and line:sub(now.col + 1, now.end_col) == '17'
    end, 25)
    if not right then
      fail('the finding stands elsewhere, or nowhere: %s', vim.inspect(coded('number-mismatch')))
    end
    seen = seen + 1
  end
  check('typing leaves nothing stale', seen > 3 and drafted() == original, seen)
  vim.bo.modified = false
  vim.cmd('bwipeout!')

  -- A draft with no sources beside it: nothing is found wrong, and it is said where they were looked for.
  local alone = place .. '/alone'
  vim.fn.mkdir(alone .. '/.git', 'p')
  vim.fn.writefile(vim.split(original, '\n'), alone .. '/draft.md')
  vim.cmd('edit ' .. vim.fn.fnameescape(alone .. '/draft.md'))
  await('a folder without sources says so', function()
    local state = require('copydesk').state
    return state.state == 'noSources' and vim.inspect(state.lookedIn):find(alone .. '/sources', 1, true)
  end)
  local said
  local notify = vim.notify
  vim.notify = function(text)
    said = text
  end
  vim.cmd('Copydesk status')
  vim.notify = notify
  check('and where they were looked for', said:find(alone .. '/sources', 1, true), said)
  vim.cmd('bwipeout!')
end

local function steps()
  vim.opt.runtimepath:prepend(vim.env.COPYDESK_PLUGIN)
  vim.cmd('runtime plugin/copydesk.lua')
  vim.cmd('filetype on')
  vim.o.swapfile = false
  if vim.env.COPYDESK_START == 'enable' then
    require('copydesk').options.cmd = { vim.env.COPYDESK_PROGRAM, 'lsp' }
    vim.lsp.enable('copydesk')
    -- With the default options, which is what this way is for.
    require('copydesk').link_highlights()
  else
    require('copydesk').setup({ cmd = { vim.env.COPYDESK_PROGRAM, 'lsp' } })
  end

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
  local untouched = drafted()
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

  vim.bo.modified = false

  if vim.env.COPYDESK_END == 'killed' then
    say('waiting to be killed')
    vim.wait(LIMIT * 10)
  end
  demo()
end

local ran, why = pcall(steps)
if not ran then
  fail('%s', why)
end
say('passed')
vim.cmd('qall!')
