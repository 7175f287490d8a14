using System.Globalization;
using System.Text;
using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Files;

/// <summary>
/// A table as a folder in native's format: a file for each column, their names in <c>.d</c>, the names of symbols in
/// <c>.sym</c>. One that is written over lies in a folder of its own inside, which <c>.current</c> names, so that who
/// reads sees all of one table.
/// </summary>
internal sealed class SplayedTable(GrantedFolder folder, Budget budget, Symbols symbols, string path, string? symbolPath)
{
    private const string NamesFile = ".d";
    private const string CurrentFile = ".current";
    private const string Generations = ".generations";

    private static int _generations;

    private string SymbolPath => symbolPath ?? Within(path, ".sym");

    public TableValue Read()
    {
        var place = Current() is { } current ? Within(path, current) : path;
        if (!folder.HasFile(Within(place, NamesFile)))
            throw Fault.Io($"splayed {path}: cannot read .d schema");
        SymbolFile? names = null;
        if (ReadColumn(Within(place, NamesFile), () => throw Fault.Io("names are strings")) is not TextColumn titles)
            throw Fault.Io($"splayed {path}: cannot read .d schema");
        var columns = new Column[titles.Count];
        var ids = new int[titles.Count];
        for (var i = 0; i < columns.Length; i++)
        {
            ids[i] = symbols.Intern(titles.Utf8(i));
            var title = FileName(ids[i]);
            columns[i] = ReadColumn(Within(place, title), () => names ??= ReadSymbols());
            if (columns[i].Count != columns[0].Count)
                throw Fault.Io($"splayed {path}: columns of different lengths");
        }

        return new TableValue(ids, columns);
    }

    public void Write(TableValue table)
    {
        var columns = table.Columns;
        var titles = new TextBlockBuilder(budget);
        var hasSymbols = false;
        foreach (var name in table.Names)
        {
            FileName(name);
            titles.Add(symbols.Utf8(name));
        }

        foreach (var column in columns)
            hasSymbols |= column.Type == RayType.Symbol;
        folder.MakeFolder(path);
        var names = SymbolFile.Create();
        if (hasSymbols)
        {
            if (folder.HasFile(SymbolPath))
                names = ReadSymbols();
            AddSymbols(names, columns);
            folder.Write(SymbolPath, stream => names.WriteTo(symbols, stream));
        }

        var former = Current();
        var isNew = former is null && !folder.HasFile(Within(path, NamesFile));
        var generation = isNew ? null : NewGeneration();
        var place = generation is null ? path : Within(path, generation);
        if (generation is not null)
            folder.MakeFolder(place);
        for (var i = 0; i < columns.Length; i++)
            WriteColumn(Within(place, FileName(table.Names[i])), columns[i], names);
        WriteColumn(Within(place, NamesFile), titles.ToColumn(), names);
        if (generation is null)
            return;
        folder.Write(Within(path, CurrentFile), stream => stream.Write(Encoding.UTF8.GetBytes(generation + "\n")));
        RemoveFormer(former);
    }

    /// <summary>A name that native takes: the second, the process, and a number in it.</summary>
    private static string NewGeneration() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Generations}/g-{DateTimeOffset.UtcNow.ToUnixTimeSeconds()}-{Environment.ProcessId}-{Interlocked.Increment(ref _generations)}");

    private static string Within(string folder, string name) => folder.Length == 0 ? name : $"{folder}/{name}";

    /// <summary>The folder inside that has the table, or nothing where the table's own does.</summary>
    private string? Current()
    {
        if (!folder.HasFile(Within(path, CurrentFile)))
            return null;
        var name = Encoding.UTF8.GetString(folder.Read(budget, Within(path, CurrentFile))).TrimEnd('\n');
        var parts = name.Split('/');
        return parts is [Generations, { Length: > 0 } and not ("." or "..")]
            ? name
            : throw Fault.Io($"splayed {path}: no folder is named by .current");
    }

    private void RemoveFormer(string? former)
    {
        if (former is not null)
        {
            folder.Remove(Within(path, former));
            return;
        }

        if (ReadColumn(Within(path, NamesFile), () => throw Fault.Io("names are strings")) is TextColumn titles)
        {
            folder.Remove(Within(path, NamesFile));
            for (var i = 0; i < titles.Count; i++)
                folder.Remove(Within(path, FileName(symbols.Intern(titles.Utf8(i)))));
        }
    }

    private void AddSymbols(SymbolFile names, ReadOnlySpan<Column> columns)
    {
        foreach (var column in columns)
        {
            if (column.Type != RayType.Symbol)
                continue;
            var codes = ((Column<int>)column).Span;
            for (var i = 0; i < codes.Length; i++)
            {
                if (i % Budget.BlockSize == 0)
                    budget.Check();
                names.Number(codes[i]);
            }
        }
    }

    private SymbolFile ReadSymbols()
    {
        if (!folder.HasFile(SymbolPath))
        {
            throw new RayfallException(
                "sym", $"{path}: SYM data but no symfile resolved (missing <dir>/sym or explicit sym argument)");
        }

        return SymbolFile.Read(budget, symbols, SymbolPath, folder.Read(budget, SymbolPath));
    }

    private Column ReadColumn(string file, Func<SymbolFile> names) =>
        new ColumnReader(budget, symbols, file, folder.Read(budget, file)).Read(names);

    private void WriteColumn(string file, Column column, SymbolFile names) =>
        folder.Write(file, stream => new ColumnWriter(budget, symbols, names, stream).Write(column));

    /// <summary>The name of a column's file: its own, where that is no path and not one of the table's files.</summary>
    private string FileName(int name)
    {
        var text = symbols.Text(name);
        if (text.Length == 0 || text[0] == '.' || text.AsSpan().ContainsAny("/\\:\0"))
            throw Fault.Domain($"'{text}' cannot be the name of a column's file");
        return text;
    }
}
