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
        Form("delete", "A table without some of its rows.", Delete, BuiltinTraits.Restricted),
    ];

    private static SpecialForm Form(string name, string summary, FormCompiler compile, BuiltinTraits traits = BuiltinTraits.None) =>
        new(RayType.Variadic, name, summary)
        {
            Compile = compile,
            Traits = traits,
            Body = (_, _) => throw Fault.Type($"{name}: takes its arguments as code"),
        };

    private static Node Insert(Compiler compiler, ListColumn form)
    {
        if (form.Count is not (3 or 4))
            throw Fault.Arity($"insert: expects a target and a value, got {form.Count - 1} args");
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

    private static ChangeNode Update(Compiler compiler, ListColumn form)
    {
        var query = new QueryReader(compiler, "update") { HasOrder = false }.Read(form);
        return new ChangeNode(query.From, "update", "`from:`", (machine, source) => new Value(
            new Update(machine, query.Plan(machine)).Run(ChangeNode.TableOf(source, "update", "`from:`"))));
    }

    private static ChangeNode Delete(Compiler compiler, ListColumn form)
    {
        var query = new QueryReader(compiler, "delete") { HasOrder = false }.Read(form);
        return new ChangeNode(query.From, "delete", "`from:`", (machine, source) => new Value(
            new Delete(machine, query.Plan(machine)).Run(ChangeNode.TableOf(source, "delete", "`from:`"))));
    }

    private static QueryNode Select(Compiler compiler, ListColumn form)
    {
        var query = new QueryReader(compiler, "select").Read(form);
        return new QueryNode((machine, clauses) => new Value(new Select(machine, clauses).Run()), query);
    }
}
