using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Builtins;
using Rayforce.Rayfall.Planning;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Interpreting;

/// <summary>The special forms that ask tables and change them.</summary>
internal static class QueryForms
{
    public static IEnumerable<Builtin> All =>
    [
        Form("select", "The rows of a table that are asked for, grouped and computed.", Select),
        Form("update", "A table with other values in columns or rows, or with more columns.", Update, BuiltinTraits.Restricted),
        Form("insert", "A table with more rows, or a vector or list with more elements.", Insert, BuiltinTraits.Restricted),
        Form("upsert", "A table with more rows, where those with the same keys take the place of old ones.", Upsert, BuiltinTraits.Restricted),
        Form("window", "A table with aggregates of the rows around each of its rows.", Window),
        Form("window-join", "Beside each row aggregates of the rows of another table in its interval, and before it.", (compiler, form) =>
            WindowJoin(compiler, form, withPrevailing: true)),
        Form("window-join1", "Beside each row aggregates of the rows of another table in its interval.", (compiler, form) =>
            WindowJoin(compiler, form, withPrevailing: false)),
        Form("alter", "Binds a name to its value with elements set, added or removed.", Alter, BuiltinTraits.Restricted),
        Form("delete", "A table without some of its rows.", Delete, BuiltinTraits.Restricted),
    ];

    private static SpecialForm Form(string name, string summary, FormCompiler compile, BuiltinTraits traits = BuiltinTraits.None) =>
        new(RayType.Variadic, name, summary)
        {
            Compile = compile,
            Traits = traits | BuiltinTraits.Special,
            Body = (_, _) => throw Fault.Type($"{name}: takes its arguments as code"),
        };

    private static Node Insert(Compiler compiler, ListColumn form)
    {
        if (form.Count is not (3 or 4))
        {
            throw form.Count < 3
                ? Fault.Arity($"insert: expects a target and a value, got {form.Count - 1} args")
                : Fault.Domain($"insert: list/vector insert takes 2 or 3 args, got {form.Count - 1}");
        }


        var values = Array.ConvertAll(form.Span[2..].ToArray(), compiler.Compile);
        return new ChangeNode(compiler.Compile(form[1]), "insert", "target", (machine, target) => values.Length == 1
            ? TableChanges.Insert(machine, target, values[0].Evaluate(machine))
            : TableChanges.Insert(machine, target, values[0].Evaluate(machine), values[1].Evaluate(machine)));
    }

    private static Node Upsert(Compiler compiler, ListColumn form)
    {
        if (form.Count != 4)
            throw Fault.Arity($"upsert: expects a target, keys and a value, got {form.Count - 1} args");
        var (keys, rows) = (compiler.Compile(form[2]), compiler.Compile(form[3]));
        return new ChangeNode(compiler.Compile(form[1]), "upsert", "target", (machine, target) =>
            TableChanges.Upsert(machine, target, keys.Evaluate(machine), rows.Evaluate(machine)));
    }

    private static ComputeNode Window(Compiler compiler, ListColumn form)
    {
        if (form.Count < 2)
            throw Fault.Arity("window: expects a query dict, got 0 args");
        if (form[1].Dict is not { } dict)
            throw Fault.Type($"window: argument must be a dict, got {TypeNames.Of(form[1])}");
        Node? from = null;
        Value? frame = null;
        int[] part = [], order = [];
        DictValue? functions = null;
        for (var i = 0; i < dict.Count; i++)
        {
            var clause = dict.Values[i];
            switch (dict.Keys[i].IsSymbol ? compiler.Symbols.Text(dict.Keys[i].SymbolId) : null)
            {
                case "from": from = compiler.Compile(clause); break;
                case "frame": frame = clause; break;
                case "part": part = Names(clause); break;
                case "order": order = Names(clause); break;
                case "funcs": functions = clause.Dict; break;
            }
        }

        if (from is null)
            throw Fault.Domain("window: missing `from:` clause");
        if (functions is null)
            throw Fault.Domain("window: missing or invalid `funcs:` clause (must be a dict)");
        return new ComputeNode(machine => PartitionWindows.Run(
            machine, ChangeNode.TableOf(from.Evaluate(machine), "window", "`from:`"), part, order,
            frame, functions));

        static int[] Names(Value clause) => clause switch
        {
            { IsSymbol: true } => [clause.SymbolId],
            { Column: Column<int> { Elements.Type: RayType.Symbol } names } => names.Span.ToArray(),
            _ => throw Fault.Domain("window: `part:` and `order:` are column names"),
        };
    }

    private static ComputeNode WindowJoin(Compiler compiler, ListColumn form, bool withPrevailing)
    {
        const string expected = "window-join: expects keys, intervals, both tables and a dict of aggregates";
        if (form.Count != 6)
            throw form.Count < 5 ? Fault.Domain(expected) : Fault.Type(expected);
        var operands = Array.ConvertAll(form.Span[1..5].ToArray(), compiler.Compile);
        if (form[5].Dict is not { } dict)
            throw Fault.Type($"window-join: aggregates must be a dict, got {TypeNames.Of(form[5])}");
        var outputs = new List<(int, Builtin?, int)>();
        for (var i = 0; i < dict.Count; i++)
        {
            // As in native, a name alone gives nulls, and what is no call of a column none.
            if (dict.Values[i].IsSymbol)
                outputs.Add((dict.Keys[i].SymbolId, null, dict.Values[i].SymbolId));
            if (dict.Values[i].List is not { Count: >= 2 } call || !call[1].IsSymbol)
                continue;
            if (call.Count > 2)
                throw Fault.Domain("window-join: unsupported aggregation op");
            var aggregate = call[0].IsSymbol
                ? BuiltinTable.Instance.Find(call[0].SymbolId)
                : call[0].Function as Builtin;
            outputs.Add((
                dict.Keys[i].SymbolId,
                aggregate ?? throw Fault.Domain("window-join: unsupported aggregation op"),
                call[1].SymbolId));
        }

        return new ComputeNode(machine => WindowJoins.Run(
            machine, Array.ConvertAll(operands, operand => operand.Evaluate(machine)), [.. outputs], withPrevailing));
    }

    private static ComputeNode Alter(Compiler compiler, ListColumn form)
    {
        if (form.Count < 4)
            throw Fault.Domain($"alter: expects at least 3 arguments (var, op, ...), got {form.Count - 1}");
        var target = compiler.Compile(form[1]);
        var verb = form[2].IsSymbol
            ? compiler.Symbols.Text(form[2].SymbolId)
            : throw Fault.Type($"alter: op must be a symbol, got {TypeNames.Of(form[2])}");
        var operands = Array.ConvertAll(form.Span[3..].ToArray(), compiler.Compile);
        return new ComputeNode(machine =>
        {
            machine.RequireUnrestricted();
            var name = target.Evaluate(machine);
            if (!name.IsSymbol)
                throw Fault.Type($"alter: variable name must be a symbol, got {TypeNames.Of(name)}");
            foreach (var local in machine.Locals)
            {
                if (local.Name == name.SymbolId && !Unbound.Is(machine.Slot(local.Slot)))
                    throw Fault.Domain("alter: local bindings are not supported");
            }

            var value = machine.FindGlobal(name.SymbolId) ?? throw Fault.Name(machine.Symbols.Text(name.SymbolId));
            var values = Array.ConvertAll(operands, operand => operand.Evaluate(machine));
            machine.SetGlobal(name.SymbolId, Alterations.Apply(machine, verb, value, values));
            return Value.Symbol(name.SymbolId);
        });
    }

    private static ChangeNode Update(Compiler compiler, ListColumn form)
    {
        var query = new QueryReader(compiler, "update") { HasOrder = false }.Read(form);
        return new ChangeNode(query.From, "update", "`from:`", (machine, source) => new Value(
            new Update(machine, query.Plan(machine)).Run(ChangeNode.TableOf(source, "update", "`from:`"))));
    }

    private static ChangeNode Delete(Compiler compiler, ListColumn form)
    {
        var query = new QueryReader(compiler, "delete") { HasOrder = false }.Read(form);
        if (query.Where is null)
            throw Fault.Domain("delete: missing `where:` clause");
        return new ChangeNode(query.From, "delete", "`from:`", (machine, source) => new Value(
            new Delete(machine, query.Plan(machine)).Run(ChangeNode.TableOf(source, "delete", "`from:`"))));
    }

    private static QueryNode Select(Compiler compiler, ListColumn form)
    {
        var query = new QueryReader(compiler, "select").Read(form);
        return new QueryNode(
            (machine, clauses) => new Value(new Select(machine, clauses).Run()),
            query,
            query.IsFilter ? (machine, clauses) => new Select(machine, clauses).Count() : null)
        {
            RunInParts = (machine, clauses, part) => new Value(new SelectInParts(machine, clauses, part).Run()),
        };
    }
}
