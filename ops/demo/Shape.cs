namespace Monitor.Demo;

/// <summary>How dossiers are drawn. Probabilities are 0 to 1.</summary>
public sealed record Shape
{
    public required CommuneShape Communes { get; init; }
    public required IReadOnlyList<DepartmentShape> Departments { get; init; }
    public double Online { get; init; }

    /// <summary>Share of each answer of the three-level scale, the best first.</summary>
    public required IReadOnlyList<double> Satisfaction { get; init; }

    public double Rated { get; init; }
    public double Declined { get; init; }
    public double Supplement { get; init; }
    public double Payment { get; init; }
    public double Extended { get; init; }
    public double Withdrawn { get; init; }
    public double Stopped { get; init; }
}

/// <param name="Share">Share of all dossiers.</param>
/// <param name="OnTime">Share of them that ends on time.</param>
/// <param name="Procedures">Codes; one named twice is twice as likely.</param>
public sealed record CommuneShape(double Share, double OnTime, IReadOnlyList<string> Procedures);

/// <param name="Code">The department.</param>
/// <param name="Point">Where its dossiers are received.</param>
/// <param name="Weight">Its share of what the departments receive, in any unit.</param>
/// <param name="OnTime">As for communes.</param>
/// <param name="Procedures">As for communes.</param>
public sealed record DepartmentShape(string Code, string Point, double Weight, double OnTime, IReadOnlyList<string> Procedures);
