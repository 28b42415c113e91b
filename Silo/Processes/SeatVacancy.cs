namespace SweepCluster.Silo.Processes;

/// <summary>Why a slot's place for a trial process is empty.</summary>
internal enum SeatVacancy
{
    /// <summary>Nothing has sat there yet.</summary>
    First,

    /// <summary>Another program is wanted than the one that sat there.</summary>
    OtherProgram,

    /// <summary>The process was not in use and ended by itself.</summary>
    Ended,

    /// <summary>Its last attempt did not end as it should.</summary>
    UncleanEnd,

    /// <summary>It has run as many attempts as one may.</summary>
    Worn,

    /// <summary>Its memory has grown too much.</summary>
    Grown,

    /// <summary>It was not ready in time, or not at all.</summary>
    NotReady,
}
