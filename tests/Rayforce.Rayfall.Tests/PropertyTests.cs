using CsCheck;
using Rayforce.Ipc;

namespace Rayforce.Rayfall.Tests;

public sealed class PropertyTests
{
    private static readonly Gen<string> Atom = Choice(
        "0", "7", "-3", "0N", "9223372036854775807", "0h", "300h", "0Nh", "5i", "0Ni", "0x00", "0xff", "true", "false",
        "0.0", "-2.5", "1e308", "0Nf", "2024.01.05", "0Nd", "10:00:00.000", "0Nt", "2024.01.01D00:00:00.000000007",
        "0Np", "'a", "\"text\"", "\"\"", "null", "[]", "[1 2 3]", "[1 0N]", "[1.5 0Nf]", "[0x01 0xff]", "[1h 0Nh]",
        "[true false]", "[a b a]", "[\"a\" \"\"]", "[2024.01.01 0Nd]", "(list)", "(list 1 'a [1 2])", "{a: 1 b: 2}",
        "(table [a b] (list [1 2 1] [x y x]))", "(fn [x] x)", "sum", "+");

    private static readonly Gen<string> Function = Choice(
        "+", "-", "*", "/", "%", "div", "pow", "xbar", "==", "!=", "<", "<=", ">", ">=", "and", "or", "not", "neg",
        "abs", "floor", "ceil", "round", "sqrt", "sum", "avg", "min", "max", "count", "first", "last", "med", "dev",
        "var", "mode", "til", "list", "enlist", "dict", "table", "at", "key", "value", "take", "drop", "reverse",
        "concat", "raze", "where", "filter", "asc", "desc", "iasc", "rank", "distinct", "group", "in", "find", "except",
        "union", "sect", "within", "map", "fold", "scan", "apply", "format", "type", "nil?", "like", "upper", "strlen",
        "quote", "if", "do", "try", "raise", "eval", "insert", "upsert", "ungroup", "xasc", "set");

    private static readonly Gen<string> Operator = Choice("+", "-", "*", "/", "%", "div", "==", "<", ">=");

    private static readonly Gen<string> Expression = Gen.Recursive<string>((depth, inner) =>
        depth > 3
            ? Atom
            : Gen.Frequency(
                (2, Atom),
                (3, Gen.Select(
                    Function, inner.Array[0, 3], (name, arguments) => $"({name} {string.Join(' ', arguments)})"))));

    [Fact]
    public void Expressions_never_throw_and_their_results_travel() => Expression.Sample(
        source =>
        {
            var result = new RayfallInterpreter(new RayfallOptions { MaxMemory = 1 << 24 }).Evaluate(source).Value;
            var frame = RaySerializer.SerializeFrame(result);
            Assert.Equal(frame, RaySerializer.SerializeFrame(RaySerializer.DeserializeFrame(frame)));
        },
        iter: 20_000);

    [Fact]
    public void Text_that_is_no_source_is_an_error_not_an_exception() =>
        Gen.String[Gen.Char["()[]{}'\":; \n\\0x1.5-e+NabD☃\0"], 0, 40].Sample(
            source =>
            {
                var forms = RayfallParser.Parse(source);
                Assert.NotEmpty(forms);
                Assert.NotNull(new RayfallInterpreter().Evaluate(source).Value);
            },
            iter: 20_000);

    [Fact]
    public void Arithmetic_on_columns_is_arithmetic_on_their_elements() =>
        Gen.Select(Operator, Gen.Long.Array[1, 3000], Gen.Long[-5, 5]).Sample(
            (operation, column, atom) =>
            {
                var interpreter = new RayfallInterpreter();
                // Whole doubles of 53 bits, so that the order of doubles and of whole numbers is the same.
                var values = Array.ConvertAll(column, value => value >> 11);
                var whole = (RayVector)interpreter.Evaluate(
                    new RayList(new RaySymbol(operation), new RayVector<long>(values), atom)).Value;
                foreach (var index in new[] { 0, values.Length / 2, values.Length - 1 })
                {
                    var single = interpreter.Evaluate(new RayList(new RaySymbol(operation), values[index], atom)).Value;
                    Assert.Equal(single, whole.GetAtom(index));
                }
            },
            iter: 500);

    private static Gen<string> Choice(params string[] texts) =>
        Gen.Int[0, texts.Length - 1].Select(index => texts[index]);
}
