-- The command :Copydesk. Nothing is started here: that is what setup() or vim.lsp.enable() are for.

if vim.g.loaded_copydesk or vim.fn.has('nvim-0.7') == 0 then
  return
end
vim.g.loaded_copydesk = true

-- What each does; those of the first table are in lua/copydesk/init.lua, the others in lua/copydesk/commands.lua.
local own = { check = true, log = true, restart = true }
local subcommands = {
  'check', 'coverage', 'evidence', 'findings', 'highlights', 'ignore', 'ignored', 'insert-highlights', 'insert-timeline',
  'log', 'pause', 'reindex', 'restart', 'source', 'status', 'timeline',
}

vim.api.nvim_create_user_command('Copydesk', function(call)
  local name = call.args == '' and 'check' or call.args
  if vim.tbl_contains(subcommands, name) then
    require(own[name] and 'copydesk' or 'copydesk.commands')[name]()
  else
    vim.notify(string.format("copydesk: no such command '%s'; there are %s.", name, table.concat(subcommands, ', ')), vim.log.levels.ERROR)
  end
end, {
  nargs = '?',
  desc = 'copydesk: ' .. table.concat(subcommands, ', '),
  complete = function(start)
    return vim.tbl_filter(function(name)
      return vim.startswith(name, start)
    end, subcommands)
  end,
})
