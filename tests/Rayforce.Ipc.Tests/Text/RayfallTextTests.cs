using System.Globalization;
using CsCheck;

namespace Rayforce.Text;

/// <summary>Texts that native Rayforce (core 2.5.12, Timespans 3.0.1) printed for these values.</summary>
public sealed class RayfallTextTests
{
    [Theory]
    [InlineData(0.0, "0.0")]
    [InlineData(0.1, "0.1")]
    [InlineData(0.0999, "9.99e-02")]
    [InlineData(1.005, "1.0")]
    [InlineData(0.125, "0.12")]
    [InlineData(0.375, "0.38")]
    [InlineData(1.5, "1.5")]
    [InlineData(-2.675, "-2.67")]
    [InlineData(999999.999, "1000000.0")]
    [InlineData(1000000.0, "1000000.0")]
    [InlineData(1000001.0, "1.00e+06")]
    [InlineData(12_350_000.0, "1.24e+07")]
    [InlineData(12_450_000.0, "1.24e+07")]
    [InlineData(9.999e20, "1.00e+21")]
    [InlineData(-1e-300, "-1.00e-300")]
    [InlineData(5e-324, "4.94e-324")]
    [InlineData(double.MaxValue, "1.80e+308")]
    [InlineData(double.PositiveInfinity, "inf")]
    [InlineData(double.NegativeInfinity, "-inf")]
    [InlineData(double.NaN, "0Nf")]
    public void Numbers_have_two_decimals_and_halves_go_to_the_even_digit(double value, string text) =>
        Assert.Equal(text, new RayAtom<double>(value).ToRayfall());

    [Fact]
    public void Zero_has_no_sign() => Assert.Equal("0.0", new RayAtom<double>(-0.0).ToRayfall());

    [Fact]
    public void A_number_reads_back_as_close_as_two_decimals_are() =>
        Gen.Double.Where(value => double.IsFinite(value) && Math.Abs(value) < 1e308).Sample(value =>
        {
            var read = double.Parse(new RayAtom<double>(value).ToRayfall(), CultureInfo.InvariantCulture);
            var tolerance = Math.Max(0.0050001, Math.Abs(value) * 0.0050001);
            Assert.True(Math.Abs(read - value) <= tolerance, $"{value:R} was printed as {read:R}");
        });

    [Theory]
    [InlineData(0, "2000.01.01")]
    [InlineData(59, "2000.02.29")]
    [InlineData(-1, "1999.12.31")]
    [InlineData(-730119, "0001.01.01")]
    [InlineData(-730120, "0000.12.30")]
    [InlineData(-731215, "-003.01.366")]
    [InlineData(2921940, "10000.01.01")]
    [InlineData(int.MinValue, "0Nd")]
    public void Dates(int days, string text) => Assert.Equal(text, new RayAtom<RayDate>(new RayDate(days)).ToRayfall());

    [Fact]
    public void Dates_are_those_of_the_calendar_from_year_1_on()
    {
        for (var date = DateTime.MinValue; date < DateTime.MaxValue.AddDays(-8); date = date.AddDays(7))
        {
            Assert.Equal(
                date.ToString("yyyy.MM.dd", CultureInfo.InvariantCulture),
                new RayAtom<RayDate>(RayDate.FromDateTime(date)).ToRayfall());
        }
    }

    [Theory]
    [InlineData(36672123, "10:11:12.123")]
    [InlineData(-1, "-00:00:00.001")]
    [InlineData(90_000_000, "25:00:00.000")]
    [InlineData(int.MaxValue, "596:31:23.647")]
    public void Times(int milliseconds, string text) =>
        Assert.Equal(text, new RayAtom<RayTime>(new RayTime(milliseconds)).ToRayfall());

    [Theory]
    [InlineData(-1, "1999.12.31D23:59:59.999999999")]
    [InlineData(long.MaxValue, "2292.04.10D23:47:16.854775807")]
    [InlineData(long.MinValue + 1, "1707.09.22D00:12:43.145224193")]
    public void Timestamps(long nanoseconds, string text) =>
        Assert.Equal(text, new RayAtom<RayTimestamp>(new RayTimestamp(nanoseconds)).ToRayfall());

    [Theory]
    [InlineData(0, "0D00:00:00.000000000")]
    [InlineData(-1, "-0D00:00:00.000000001")]
    [InlineData(93_784_000_000_005, "1D02:03:04.000000005")]
    [InlineData(long.MaxValue - 1, "106751D23:47:16.854775806")]
    [InlineData(-long.MaxValue + 1, "-106751D23:47:16.854775806")]
    [InlineData(long.MaxValue, "0Wn")]
    [InlineData(-long.MaxValue, "-0Wn")]
    [InlineData(long.MinValue, "0Nn")]
    public void Timespans(long nanoseconds, string text) =>
        Assert.Equal(text, new RayAtom<RayTimespan>(new RayTimespan(nanoseconds)).ToRayfall());

    [Fact]
    public void Long_vectors_and_lists_are_cut()
    {
        var numbers = new RayVector<int>([.. Enumerable.Range(0, 50)]);
        Assert.Equal("[" + string.Join(" ", Enumerable.Range(0, 30)) + " ..]", numbers.ToRayfall());
        Assert.Equal("[..]", new RayStringVector(new string('x', 80)).ToRayfall());
        Assert.Equal("[\"" + new string('x', 78) + "\"]", new RayStringVector(new string('x', 78)).ToRayfall());
        var items = Enumerable.Range(0, 51).Select(i => (RayObject)(long)i).ToArray();
        Assert.Equal("(" + string.Join(" ", Enumerable.Range(0, 50)) + " ..)", new RayList(items).ToRayfall());
        Assert.Equal(
            "{" + string.Join(" ", Enumerable.Range(0, 50).Select(i => $"{i}:{i}")) + " ..}",
            new RayDict(new RayVector<int>([.. Enumerable.Range(0, 51)]), new RayList(items)).ToRayfall());
    }

    [Fact]
    public void Functions_errors_and_empty_things_have_a_text()
    {
        Assert.Equal("<sum>", new RayBuiltin(RayType.Unary, "sum").ToRayfall());
        Assert.Equal("lambda", new RayLambda(new RaySymbolVector("x"), new RayList()).ToRayfall());
        Assert.Equal("error: type", new RayError("type", "why").ToRayfall());
        Assert.Equal("null", RayNull.Instance.ToRayfall());
        Assert.Equal("'", new RaySymbol("").ToRayfall());
        Assert.Equal("\"\"", RayString.Null.ToRayfall());
        Assert.Equal("<table>", new RayTable(new RaySymbolVector(), new RayList()).ToRayfall());
        Assert.Equal("{}", new RayDict(new RayList(), new RayList()).ToRayfall());
        Assert.Equal("<.sys.querylog>", new RayBuiltin(RayType.Variadic, ".sys.querylog.enable").ToRayfall());
    }

    [Fact]
    public void A_table_of_many_rows_and_columns_shows_its_head_and_its_tail()
    {
        var rows = Enumerable.Range(0, 21).Select(i => (long)i).ToArray();
        var names = Enumerable.Range(0, 11).Select(i => $"c{i}").ToArray();
        var columns = names.Select(_ => new RayVector<long>(rows));
        var table = new RayTable(new RaySymbolVector(names), new RayList([.. columns]));
        var lines = table.ToRayfall().Split('\n');
        Assert.Equal("│ c0  │ c1  │ c2  │ c3  │ c4  │ c5  │ c6  │ c7  │ c8  │ c9  │ … │", lines[1]);
        Assert.Equal("│ 9   │ 9   │ 9   │ 9   │ 9   │ 9   │ 9   │ 9   │ 9   │ 9   │ … │", lines[13]);
        Assert.Equal("┆  …  ┆  …  ┆  …  ┆  …  ┆  …  ┆  …  ┆  …  ┆  …  ┆  …  ┆  …  ┆ … ┆", lines[14]);
        Assert.Equal("│ 11  │ 11  │ 11  │ 11  │ 11  │ 11  │ 11  │ 11  │ 11  │ 11  │ … │", lines[15]);
        Assert.StartsWith("│ 21 rows (20 shown) 11 columns (10 shown)", lines[^2], StringComparison.Ordinal);
        Assert.Single(lines.Select(line => line.Length).Distinct());
    }
}
