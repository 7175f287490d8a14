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
        Form("delete", "A table without some of its rows.", Delete, BuiltinTraits.Restricted),
    ];

    private static SpecialForm Form(string name, string summary, FormCompiler compile, BuiltinTraits traits = BuiltinTraits.None) =>
        new(RayType.Variadic, name, summary)
        {
            Compile = compile,
            Traits = traits,
            Body = (_, _) => throw Fault.Type($"{name}: takes its arguments as code"),
        };

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
